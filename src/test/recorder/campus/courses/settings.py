"""Settings of the course catalogue; everything that differs between incidents comes from the environment."""
import os

env = os.environ
DEBUG = False
SECRET_KEY = env.get("SECRET_KEY", "not-used-for-anything")
ALLOWED_HOSTS = env.get("ALLOWED_HOSTS", "courses.campus.example").split(",")
ROOT_URLCONF = "courses.urls"
INSTALLED_APPS = ["courses"]
MIDDLEWARE = ["courses.middleware.Measured", "django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"]
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ASGI_APPLICATION = "courses.asgi.application"

options = {"connect_timeout": 3, "application_name": env["SERVICE"]}
if env.get("STATEMENT_TIMEOUT"):
    options["options"] = "-c statement_timeout=" + env["STATEMENT_TIMEOUT"]
if env.get("POOL_MAX"):
    options["pool"] = {"min_size": 1, "max_size": int(env["POOL_MAX"]), "timeout": float(env.get("POOL_TIMEOUT", "3"))}
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "campus", "USER": "courses", "PASSWORD": "courses-secret",
                         "HOST": env.get("PGHOST", ""), "PORT": 5432, "OPTIONS": options}}

# The "verbose" format of Django's documentation, or what cookiecutter templates use.
VERBOSE = "{levelname} {asctime} {module} {process:d} {thread:d} {message}"
BRIEF = "{asctime} [{levelname}] {name}: {message}"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"verbose": {"format": BRIEF if env.get("LOG_BRIEF") else VERBOSE, "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "verbose"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django": {"handlers": ["console"], "level": "INFO", "propagate": False}},
}
