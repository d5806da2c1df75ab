// Command geo finds places near a point: net/http, slog in JSON, a pgx pool and an in-memory tile cache.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net/http"
	"os"
	"os/signal"
	"runtime/debug"
	"strconv"
	"sync"
	"syscall"
	"time"

	"recorder/lite"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

type place struct {
	ID   int     `json:"id"`
	Name string  `json:"name"`
	Lat  float64 `json:"lat"`
	Lon  float64 `json:"lon"`
}

type app struct {
	log     *slog.Logger
	pool    *pgxpool.Pool
	client  *http.Client
	tiles   map[string][]*cell
	tilesMu sync.Mutex
	release string
}

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
	a := &app{log: slog.New(slog.NewJSONHandler(os.Stdout, nil)).With("service", env("SERVICE", "geo")), tiles: map[string][]*cell{}, release: env("RELEASE", "1.0.0")}
	a.client = &http.Client{Timeout: millis("CLIENT_TIMEOUT_MS", 2000), Transport: &http.Transport{MaxIdleConnsPerHost: 10}}
	if a.release == "1.9.0" {
		// 1.9.0 reads its region table at start.
		regions := map[string]*place{}
		a.log.Info("regions loaded", "default", regions[env("DEFAULT_REGION", "eu-central")].Name)
	}
	if host := os.Getenv("PGHOST"); host != "" {
		cfg, err := pgxpool.ParseConfig(fmt.Sprintf("postgres://geo:%s@%s/core?application_name=%s&pool_max_conns=%s", env("PGPASSWORD", "geo-secret"), host, env("SERVICE", "geo"), env("POOL_MAX", "4")))
		if err != nil {
			a.log.Error("invalid database configuration", "err", err)
			os.Exit(1)
		}
		a.pool, err = pgxpool.NewWithConfig(context.Background(), cfg)
		if err != nil {
			a.log.Error("cannot open database", "err", err)
			os.Exit(1)
		}
		lite.Gauges = func() map[string]any {
			s := a.pool.Stat()
			return map[string]any{"db_pool_active": s.AcquiredConns(), "db_pool_max": s.MaxConns(), "db_pool_idle": s.IdleConns()}
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics-lite", lite.Handler)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "ok") })
	mux.HandleFunc("GET /near", a.observed(a.near))
	mux.HandleFunc("GET /tile/{z}/{x}", a.observed(a.tile))
	mux.HandleFunc("GET /route", a.observed(a.route))
	mux.HandleFunc("POST /places", a.observed(a.addPlace))
	mux.HandleFunc("GET /price/{sku}", a.observed(a.price))
	srv := &http.Server{Addr: os.Getenv("HOST") + ":" + env("PORT", "8080"), Handler: mux, ErrorLog: slog.NewLogLogger(a.log.Handler(), slog.LevelError)}
	go func() {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGTERM)
		<-c
		a.log.Info("shutting down")
		ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
		defer cancel()
		_ = srv.Shutdown(ctx)
	}()
	a.log.Info("listening", "addr", srv.Addr, "release", a.release)
	if err := srv.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		a.log.Error("server failed", "err", err)
		os.Exit(1)
	}
}

type failure struct {
	status int
	err    error
}

func (a *app) observed(h func(*http.Request) (any, *failure)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		begin, status := time.Now(), http.StatusOK
		defer func() {
			if p := recover(); p != nil {
				status = http.StatusInternalServerError
				w.WriteHeader(status)
				a.log.Error("panic serving request", "path", r.URL.Path, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			}
			d := time.Since(begin)
			lite.Done(d, status)
			a.log.Info("request", "method", r.Method, "path", r.URL.Path, "status", status, "duration_ms", d.Milliseconds(), "request_id", r.Header.Get("X-Request-Id"))
		}()
		out, f := h(r)
		if f != nil {
			status = f.status
			a.log.Error("request failed", "method", r.Method, "path", r.URL.Path, "err", f.err.Error())
			w.WriteHeader(status)
			_, _ = fmt.Fprintf(w, `{"error":%q}`, http.StatusText(status))
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(out)
	}
}

func (a *app) near(r *http.Request) (any, *failure) {
	lat, _ := strconv.ParseFloat(r.URL.Query().Get("lat"), 64)
	lon, _ := strconv.ParseFloat(r.URL.Query().Get("lon"), 64)
	ctx, cancel := context.WithTimeout(r.Context(), millis("DB_TIMEOUT_MS", 3000))
	defer cancel()
	rows, err := a.pool.Query(ctx, "SELECT id, name, lat, lon FROM places ORDER BY (lat - $1)^2 + (lon - $2)^2 LIMIT 5", lat, lon)
	if err != nil {
		return nil, &failure{http.StatusInternalServerError, fmt.Errorf("find places: %w", err)}
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[place])
	if err != nil {
		return nil, &failure{http.StatusInternalServerError, fmt.Errorf("read places: %w", err)}
	}
	if a.release == "1.8.0" {
		// 1.8.0 adds the distance to the nearest station, when there is one.
		var station *place
		for i := range found {
			if found[i].ID%50 == 0 {
				station = &found[i]
			}
		}
		return map[string]any{"places": found, "station": math.Hypot(station.Lat-lat, station.Lon-lon)}, nil
	}
	return found, nil
}

func (a *app) addPlace(r *http.Request) (any, *failure) {
	ctx, cancel := context.WithTimeout(r.Context(), millis("DB_TIMEOUT_MS", 3000))
	defer cancel()
	_, err := a.pool.Exec(ctx, "INSERT INTO events(kind, payload) VALUES ('place', repeat(md5(random()::text), 40))")
	if err != nil {
		return nil, &failure{http.StatusInternalServerError, fmt.Errorf("store place: %w", err)}
	}
	return map[string]bool{"ok": true}, nil
}

type cell struct {
	height, water int32
	road          *cell
}

// tile draws a tile once and keeps it.
func (a *app) tile(r *http.Request) (any, *failure) {
	key := r.PathValue("z") + "/" + r.PathValue("x")
	a.tilesMu.Lock()
	defer a.tilesMu.Unlock()
	t, ok := a.tiles[key]
	if !ok {
		t = make([]*cell, 16384)
		for i := range t {
			t[i] = &cell{height: int32(i)}
			if i > 0 {
				t[i].road = t[i-1]
			}
		}
		a.tiles[key] = t
	}
	sum := 0
	scratch := make([]int32, len(t))
	for i, c := range t {
		scratch[i] = c.height
		sum += int(scratch[i])
	}
	return map[string]int{"cells": len(t), "sum": sum, "kept": len(a.tiles)}, nil
}

func (a *app) route(r *http.Request) (any, *failure) {
	steps := 20000
	if a.release == "1.7.0" {
		// 1.7.0 looks for the exact best route.
		steps = 30000000
	}
	x := 0.5
	for i := 0; i < steps; i++ {
		x = math.Abs(math.Sin(x*float64(i%97) + 0.3))
	}
	return map[string]float64{"km": x}, nil
}

// price answers what a partner says about one article.
func (a *app) price(r *http.Request) (any, *failure) {
	lite.Count("outbound_requests", 1)
	req, _ := http.NewRequestWithContext(r.Context(), http.MethodGet, os.Getenv("PARTNER_URL")+"/price/"+r.PathValue("sku"), nil)
	res, err := a.client.Do(req)
	if err != nil {
		return nil, &failure{http.StatusBadGateway, fmt.Errorf("partner: %w", err)}
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return nil, &failure{http.StatusBadGateway, fmt.Errorf("partner answered %s", res.Status)}
	}
	var out struct {
		Amount string `json:"amount"`
	}
	if err := json.NewDecoder(res.Body).Decode(&out); err != nil {
		return nil, &failure{http.StatusBadGateway, fmt.Errorf("partner: decode price: %w", err)}
	}
	return out, nil
}
