// Command pricing says what a trip costs: echo, zerolog, redigo as a cache, the tariffs come from a third party.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"recorder/lite"

	"github.com/gomodule/redigo/redis"
	"github.com/labstack/echo/v4"
	"github.com/rs/zerolog"
)

var (
	log    zerolog.Logger
	cache  *redis.Pool
	client *http.Client
	// slots are the processors of the price model; a computation is not given up when its caller goes away.
	slots chan struct{}
)

func env(key, other string) string {
	if v := os.Getenv(key); v != "" {
		return v
	}
	return other
}

func millis(key string, other int) time.Duration {
	n, err := strconv.Atoi(env(key, strconv.Itoa(other)))
	if err != nil {
		n = other
	}
	return time.Duration(n) * time.Millisecond
}

func main() {
	zerolog.TimeFieldFormat = zerolog.TimeFormatUnixMs
	log = zerolog.New(os.Stdout).With().Timestamp().Str("service", env("SERVICE", "pricing")).Logger()
	if env("LOG_FORMAT", "json") == "console" {
		log = zerolog.New(zerolog.ConsoleWriter{Out: os.Stdout, TimeFormat: "2006-01-02T15:04:05.000Z07:00", NoColor: true}).With().Timestamp().Logger()
	}
	client = &http.Client{Timeout: millis("TARIFFS_TIMEOUT_MS", 5000)}
	n, _ := strconv.Atoi(env("SLOTS", "4"))
	slots = make(chan struct{}, n)
	if h := os.Getenv("REDIS_HOST"); h != "" {
		cache = &redis.Pool{MaxActive: 10, MaxIdle: 5, Wait: true, IdleTimeout: time.Minute, Dial: func() (redis.Conn, error) {
			return redis.Dial("tcp", h+":6379", redis.DialConnectTimeout(time.Second), redis.DialReadTimeout(time.Second), redis.DialWriteTimeout(time.Second))
		}}
	}
	lite.Gauges = func() map[string]any { return map[string]any{"pricing_model_busy": len(slots), "pricing_model_slots": cap(slots)} }
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.GET("/metrics-lite", echo.WrapHandler(http.HandlerFunc(lite.Handler)))
	e.GET("/healthz", func(c echo.Context) error { return c.String(http.StatusOK, "ok") })
	e.GET("/prices/:zone", price, access)
	e.GET("/quotes/:zone", quote, access)
	addr := env("HOST", "") + ":" + env("PORT", "8080")
	go func() {
		log.Info().Str("version", env("RELEASE", "1.0.0")).Str("addr", addr).Msg("pricing started")
		if err := e.Start(addr); !errors.Is(err, http.ErrServerClosed) {
			log.Fatal().Err(err).Msg("server ended")
		}
	}()
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM)
	<-stop
	log.Info().Msg("shutting down")
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	_ = e.Shutdown(ctx)
}

func access(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		begin := time.Now()
		err := next(c)
		if err != nil {
			c.Error(err)
		}
		took, status := time.Since(begin), c.Response().Status
		lite.Done(took, status)
		level := zerolog.InfoLevel
		if status >= 500 {
			level = zerolog.ErrorLevel
		}
		log.WithLevel(level).Str("method", c.Request().Method).Str("path", c.Request().URL.Path).Int("status", status).Dur("took_ms", took).
			Str("request_id", c.Request().Header.Get("X-Request-Id")).AnErr("error", err).Msg("request")
		return nil
	}
}

func tariff(c echo.Context, zone string) ([]byte, error) {
	begin := time.Now()
	req, err := http.NewRequestWithContext(c.Request().Context(), http.MethodGet, env("TARIFFS_URL", "")+"/v1/tariffs/"+zone, nil)
	if err != nil {
		return nil, err
	}
	res, err := client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("tariff of zone %s: %w", zone, err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("tariff of zone %s: city answered %s", zone, res.Status)
	}
	var out struct{ Amount string }
	if err := json.NewDecoder(res.Body).Decode(&out); err != nil {
		return nil, fmt.Errorf("tariff of zone %s: %w", zone, err)
	}
	if took := time.Since(begin); took > time.Second {
		log.Warn().Str("zone", zone).Dur("took_ms", took).Str("url", env("TARIFFS_URL", "")).Msg("tariff service answered late")
	}
	return json.Marshal(map[string]string{"zone": zone, "amount": out.Amount})
}

func price(c echo.Context) error {
	zone := c.Param("zone")
	if cache == nil {
		body, err := tariff(c, zone)
		if err != nil {
			return echo.NewHTTPError(http.StatusBadGateway, "no tariff").SetInternal(err)
		}
		return c.JSONBlob(http.StatusOK, body)
	}
	conn := cache.Get()
	defer conn.Close()
	body, err := redis.Bytes(conn.Do("GET", "price:"+zone))
	if err == nil {
		return c.JSONBlob(http.StatusOK, body)
	}
	if !errors.Is(err, redis.ErrNil) {
		log.Warn().Err(err).Str("zone", zone).Msg("cache not readable")
	}
	if body, err = tariff(c, zone); err != nil {
		return echo.NewHTTPError(http.StatusBadGateway, "no tariff").SetInternal(err)
	}
	if _, err = conn.Do("SET", "price:"+zone, body, "EX", 20); err != nil {
		log.Warn().Err(err).Str("zone", zone).Msg("price not cached")
	}
	return c.JSONBlob(http.StatusOK, body)
}

func quote(c echo.Context) error {
	slots <- struct{}{}
	time.Sleep(millis("MODEL_MS", 120))
	<-slots
	return c.JSON(http.StatusOK, map[string]string{"zone": c.Param("zone"), "amount": "4.20"})
}
