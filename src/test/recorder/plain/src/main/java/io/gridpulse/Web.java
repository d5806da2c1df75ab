package io.gridpulse;

import io.javalin.Javalin;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the services with an HTTP side have in common. */
final class Web {
    private static final Logger LOG = LoggerFactory.getLogger(Web.class);

    private Web() {}

    static Javalin create() {
        Javalin app = Javalin.create(c -> {
            c.showJavalinBanner = false;
            int threads = Env.number("HTTP_THREADS", 60);
            c.jetty.threadPool = new QueuedThreadPool(threads, Math.min(8, threads));
        });
        app.before(x -> x.attribute("begin", System.nanoTime()));
        app.after(x -> {
            if (!x.path().equals("/healthz")) {
                Lite.done(System.nanoTime() - x.<Long>attribute("begin"), x.statusCode() >= 500);
            }
        });
        app.get("/healthz", x -> x.result("ok"));
        app.exception(java.sql.SQLException.class, (e, x) -> {
            LOG.error("{} {} failed: {}{}", x.method(), x.path(), e, e.getCause() == null ? "" : ", caused by " + e.getCause());
            x.status(500).result("database");
        });
        return app;
    }

    static void start(Javalin app, String name) throws Exception {
        Lite.serve(9102);
        app.start(Env.text("HOST", "0.0.0.0"), Env.number("PORT", 8080));
        LOG.info("{} {} ready", name, Env.RELEASE);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> LOG.info("{} {} stopping", name, Env.RELEASE)));
    }
}
