// Package lite counts requests and serves the counters at /metrics-lite for the recorder.
package lite

import (
	"encoding/json"
	"net/http"
	"runtime"
	"sync"
	"time"
)

var (
	mu       sync.Mutex
	requests int64
	errors   int64
	latency  float64
	totals   = map[string]int64{}
	// Gauges is asked at each scrape.
	Gauges = func() map[string]any { return nil }
)

// Done counts one answered request.
func Done(d time.Duration, status int) {
	mu.Lock()
	defer mu.Unlock()
	requests++
	latency += float64(d.Microseconds()) / 1000
	if status >= 500 {
		errors++
	}
}

// Count adds to a counter that the recorder turns into a rate.
func Count(name string, n int64) {
	mu.Lock()
	defer mu.Unlock()
	totals[name+"_total"] += n
}

// Handler serves the counters.
func Handler(w http.ResponseWriter, _ *http.Request) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	mu.Lock()
	out := map[string]any{"requests": requests, "errors": errors, "latency_ms_sum": latency}
	for k, v := range totals {
		out[k] = v
	}
	mu.Unlock()
	out["go_goroutines"] = runtime.NumGoroutine()
	out["go_memstats_heap_inuse"] = float64(m.HeapInuse>>10) / 1024
	out["go_gc_cycles_total"] = m.NumGC
	for k, v := range Gauges() {
		out[k] = v
	}
	_ = json.NewEncoder(w).Encode(out)
}

// Status remembers the status code of an answer.
type Status struct {
	http.ResponseWriter
	Code int
}

// WriteHeader keeps the code and passes it on.
func (s *Status) WriteHeader(code int) {
	s.Code = code
	s.ResponseWriter.WriteHeader(code)
}
