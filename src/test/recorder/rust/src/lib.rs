//! What all services share: figures for the recorder's sampler, the release they play, start of logging.
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Instant;

#[derive(Default)]
pub struct Figures {
    pub requests: AtomicU64,
    pub errors: AtomicU64,
    pub latency_us: AtomicU64,
    pub in_flight: AtomicU64,
}

pub static FIGURES: Figures =
    Figures { requests: AtomicU64::new(0), errors: AtomicU64::new(0), latency_us: AtomicU64::new(0), in_flight: AtomicU64::new(0) };

impl Figures {
    pub fn done(&self, since: Instant, status: u16) {
        self.requests.fetch_add(1, Relaxed);
        self.latency_us.fetch_add(since.elapsed().as_micros() as u64, Relaxed);
        if status >= 500 {
            self.errors.fetch_add(1, Relaxed);
        }
    }

    pub fn json(&self, more: &[(&str, u64)]) -> serde_json::Value {
        let mut all = serde_json::json!({"requests": self.requests.load(Relaxed), "errors": self.errors.load(Relaxed),
            "latency_ms_sum": self.latency_us.load(Relaxed) as f64 / 1000.0});
        for (name, value) in more {
            all[*name] = (*value).into();
        }
        all
    }
}

pub fn var(name: &str, otherwise: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| otherwise.to_string())
}

pub fn number(name: &str, otherwise: u64) -> u64 {
    var(name, "").parse().unwrap_or(otherwise)
}

pub fn release() -> String {
    var("RELEASE", "1.0.0")
}

pub fn address() -> String {
    format!("{}:{}", var("HOST", "127.0.0.1"), var("PORT", "8080"))
}

pub fn start_tracing() {
    let filter = tracing_subscriber::EnvFilter::new(var("RUST_LOG", "info"));
    if var("LOG_FORMAT", "text") == "json" {
        tracing_subscriber::fmt().json().flatten_event(true).with_current_span(false).with_env_filter(filter).init();
    } else {
        tracing_subscriber::fmt().with_ansi(false).with_env_filter(filter).init();
    }
}

/// One request: counted when it ends, also when the caller goes away and the answer is never made (499).
struct Served {
    since: Instant,
    status: u16,
}

impl Drop for Served {
    fn drop(&mut self) {
        FIGURES.in_flight.fetch_sub(1, Relaxed);
        FIGURES.done(self.since, self.status);
    }
}

/// Counts and times every request of an axum service.
pub async fn measure(request: axum::extract::Request, next: axum::middleware::Next) -> axum::response::Response {
    if request.uri().path() == "/metrics-lite" || request.uri().path() == "/healthz" {
        return next.run(request).await;
    }
    FIGURES.in_flight.fetch_add(1, Relaxed);
    let mut served = Served { since: Instant::now(), status: 499 };
    let answer = next.run(request).await;
    served.status = answer.status().as_u16();
    answer
}

pub async fn until_terminated() {
    let mut term = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).expect("signal handler");
    term.recv().await;
    tracing::info!("SIGTERM received, finishing open requests");
}
