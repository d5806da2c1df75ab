// Command quotes serves exchange quotes: logrus text, a provider over HTTP(S), a redis cache.
package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"recorder/lite"

	"github.com/redis/go-redis/v9"
	"github.com/sirupsen/logrus"
)

var (
	log    = logrus.New()
	client *http.Client
	cache  *redis.Client
)

func number(key string, other int) int {
	if n, err := strconv.Atoi(os.Getenv(key)); err == nil {
		return n
	}
	return other
}

func main() {
	log.SetFormatter(&logrus.TextFormatter{DisableColors: true, FullTimestamp: true, TimestampFormat: time.RFC3339Nano})
	if os.Getenv("LOG_JSON") == "1" {
		log.SetFormatter(&logrus.JSONFormatter{})
	}
	log.SetOutput(os.Stdout)
	provider := os.Getenv("PROVIDER_URL")
	if provider == "" {
		log.Fatal("PROVIDER_URL is not set")
	}
	tc := &tls.Config{}
	if file := os.Getenv("CA_FILE"); file != "" {
		pem, err := os.ReadFile(file)
		if err != nil {
			log.WithError(err).Fatal("cannot read CA file")
		}
		tc.RootCAs = x509.NewCertPool()
		tc.RootCAs.AppendCertsFromPEM(pem)
	}
	client = &http.Client{Timeout: time.Duration(number("PROVIDER_TIMEOUT_MS", 2000)) * time.Millisecond,
		Transport: &http.Transport{TLSClientConfig: tc, MaxIdleConnsPerHost: 8, DisableKeepAlives: os.Getenv("KEEPALIVE") == "0"}}
	if host := os.Getenv("REDIS_HOST"); host != "" {
		cache = redis.NewClient(&redis.Options{Addr: host + ":6379", Password: os.Getenv("REDIS_PASSWORD"), DialTimeout: time.Second, ReadTimeout: time.Second,
			PoolSize: number("REDIS_POOL", 10), PoolTimeout: time.Second, MaxRetries: 1, Protocol: 2, DisableIdentity: true})
		lite.Gauges = func() map[string]any {
			s := cache.PoolStats()
			return map[string]any{"redis_pool_total": s.TotalConns, "redis_pool_idle": s.IdleConns}
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics-lite", lite.Handler)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "ok") })
	mux.HandleFunc("GET /quotes/{pair}", quote)
	mux.HandleFunc("PUT /alerts/{id}", alert)
	srv := &http.Server{Addr: os.Getenv("HOST") + ":" + os.Getenv("PORT"), Handler: mux}
	go func() {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGTERM)
		<-c
		log.Info("terminating")
		_ = srv.Close()
	}()
	log.WithFields(logrus.Fields{"release": os.Getenv("RELEASE"), "provider": provider}).Info("quotes started")
	if err := srv.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.WithError(err).Fatal("server failed")
	}
}

func finish(r *http.Request, begin time.Time, status int) {
	d := time.Since(begin)
	lite.Done(d, status)
	log.WithFields(logrus.Fields{"path": r.URL.Path, "status": status, "took": d.Round(time.Microsecond).String()}).Info("served")
}

func fail(w http.ResponseWriter, r *http.Request, begin time.Time, status int, what string, err error) {
	log.WithError(err).WithField("path", r.URL.Path).Error(what)
	http.Error(w, http.StatusText(status), status)
	finish(r, begin, status)
}

func quote(w http.ResponseWriter, r *http.Request) {
	begin := time.Now()
	pair := r.PathValue("pair")
	if cache != nil {
		text, err := cache.Get(r.Context(), "quote:"+pair).Result()
		if err == nil {
			lite.Count("cache_hits", 1)
			_, _ = io.WriteString(w, text)
			finish(r, begin, http.StatusOK)
			return
		}
		if !errors.Is(err, redis.Nil) {
			log.WithError(err).Warn("cache read failed")
		}
		lite.Count("cache_misses", 1)
	}
	body, status, err := fetch(r.Context(), pair)
	if err != nil {
		fail(w, r, begin, status, "quote failed", err)
		return
	}
	if cache != nil {
		if err := cache.Set(r.Context(), "quote:"+pair, body, time.Duration(number("CACHE_TTL", 60))*time.Second).Err(); err != nil {
			log.WithError(err).Warn("cache write failed")
		}
	}
	_, _ = w.Write(body)
	finish(r, begin, http.StatusOK)
}

func fetch(ctx context.Context, pair string) ([]byte, int, error) {
	lite.Count("outbound_requests", 1)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, os.Getenv("PROVIDER_URL")+"/v2/rates/"+pair, nil)
	if err != nil {
		return nil, http.StatusInternalServerError, err
	}
	if t := os.Getenv("PROVIDER_TOKEN"); t != "" {
		req.Header.Set("Authorization", "Bearer "+t)
	}
	res, err := client.Do(req)
	if err != nil {
		return nil, http.StatusBadGateway, fmt.Errorf("fetch rate: %w", err)
	}
	defer func() { _ = res.Body.Close() }()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, http.StatusBadGateway, fmt.Errorf("read rate: %w", err)
	}
	if res.StatusCode != http.StatusOK {
		return nil, http.StatusBadGateway, fmt.Errorf("provider answered %s: %s", res.Status, raw)
	}
	var out struct {
		Rate float64 `json:"rate"`
	}
	if err := json.Unmarshal(raw, &out); err != nil {
		return nil, http.StatusBadGateway, fmt.Errorf("parse rate: %w", err)
	}
	b, _ := json.Marshal(map[string]any{"pair": pair, "rate": out.Rate})
	return b, http.StatusOK, nil
}

func alert(w http.ResponseWriter, r *http.Request) {
	begin := time.Now()
	body, _ := io.ReadAll(io.LimitReader(r.Body, 64<<10))
	if err := cache.Set(r.Context(), "alert:"+r.PathValue("id"), body, time.Hour).Err(); err != nil {
		fail(w, r, begin, http.StatusInternalServerError, "cannot store alert", err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
	finish(r, begin, http.StatusNoContent)
}
