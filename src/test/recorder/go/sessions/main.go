// Command sessions keeps login sessions: database/sql with lib/pq, the standard logger.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"time"

	"recorder/lite"

	_ "github.com/lib/pq"
)

var (
	db      *sql.DB
	release = os.Getenv("RELEASE")
)

func main() {
	log.SetFlags(log.LstdFlags | log.Lmicroseconds)
	log.SetPrefix("[sessions] ")
	log.SetOutput(os.Stdout)
	password, ok := os.LookupEnv("PGPASSWORD")
	if !ok {
		log.Fatal("missing required environment variable PGPASSWORD")
	}
	var err error
	db, err = sql.Open("postgres", fmt.Sprintf("host=%s user=sessions password=%s dbname=core sslmode=disable application_name=sessions connect_timeout=3", os.Getenv("PGHOST"), password))
	if err != nil {
		log.Fatalf("open database: %v", err)
	}
	max := 5
	if n, err := strconv.Atoi(os.Getenv("POOL_MAX")); err == nil {
		max = n
	}
	db.SetMaxOpenConns(max)
	db.SetMaxIdleConns(max)
	lite.Gauges = func() map[string]any {
		s := db.Stats()
		return map[string]any{"db_pool_active": s.InUse, "db_pool_max": s.MaxOpenConnections, "db_pool_wait_count_total": s.WaitCount}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics-lite", lite.Handler)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "ok") })
	mux.HandleFunc("GET /sessions/{token}", timed(get))
	mux.HandleFunc("PUT /sessions/{token}", timed(put))
	mux.HandleFunc("GET /users/{id}/sessions", timed(list))
	log.Printf("sessions %s listening on %s", release, os.Getenv("PORT"))
	log.Fatal(http.ListenAndServe(os.Getenv("HOST")+":"+os.Getenv("PORT"), mux))
}

func timed(h func(context.Context, *http.Request) (int, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		begin := time.Now()
		ctx, cancel := context.WithTimeout(r.Context(), 3*time.Second)
		defer cancel()
		status, err := h(ctx, r)
		if err != nil {
			log.Printf("ERROR %s %s: %v", r.Method, r.URL.Path, err)
		}
		w.WriteHeader(status)
		d := time.Since(begin)
		lite.Done(d, status)
		log.Printf("%s %s %d %s", r.Method, r.URL.Path, status, d.Round(10*time.Microsecond))
	}
}

func get(ctx context.Context, r *http.Request) (int, error) {
	var user int64
	err := db.QueryRowContext(ctx, "SELECT user_id FROM sessions WHERE token = $1", r.PathValue("token")).Scan(&user)
	if errors.Is(err, sql.ErrNoRows) {
		return http.StatusNotFound, nil
	}
	if err != nil {
		return http.StatusInternalServerError, fmt.Errorf("load session: %w", err)
	}
	return http.StatusOK, nil
}

func put(ctx context.Context, r *http.Request) (int, error) {
	_, err := db.ExecContext(ctx, "UPDATE sessions SET seen_at = now() WHERE token = $1", r.PathValue("token"))
	if err != nil {
		return http.StatusInternalServerError, fmt.Errorf("touch session: %w", err)
	}
	return http.StatusNoContent, nil
}

func list(ctx context.Context, r *http.Request) (int, error) {
	if release == "0.14.0" {
		// 0.14.0 stops reading at the first session that is still young.
		rows, err := db.QueryContext(context.Background(), "SELECT token, seen_at FROM sessions WHERE user_id < $1 ORDER BY token LIMIT 50", r.PathValue("id"))
		if err != nil {
			return http.StatusInternalServerError, fmt.Errorf("list sessions: %w", err)
		}
		for rows.Next() {
			var token string
			var seen time.Time
			if err := rows.Scan(&token, &seen); err != nil {
				return http.StatusInternalServerError, err
			}
			if time.Since(seen) > time.Minute {
				return http.StatusOK, nil
			}
		}
		return http.StatusOK, rows.Close()
	}
	var n int
	err := db.QueryRowContext(ctx, "SELECT count(*) FROM sessions WHERE user_id = $1", r.PathValue("id")).Scan(&n)
	if err != nil {
		return http.StatusInternalServerError, fmt.Errorf("list sessions: %w", err)
	}
	return http.StatusOK, nil
}
