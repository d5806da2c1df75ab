//! Routing: axum, JSON logs. Computes arrivals with a fixed number of solvers; a started computation runs to its end.
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use services::{number, release, FIGURES};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

async fn eta(solvers: Arc<Semaphore>, parcel: i64) -> Response {
    let since = Instant::now();
    tracing::info!(parcel, "arrival requested");
    // Detached on purpose: a caller that has gone does not stop the solver.
    let work = tokio::spawn(async move {
        let _solver = solvers.acquire_owned().await;
        let waited = since.elapsed().as_millis() as u64;
        tokio::time::sleep(Duration::from_millis(number("SOLVE_MS", 120))).await;
        tracing::info!(parcel, waited_ms = waited, elapsed_ms = since.elapsed().as_millis() as u64, "arrival computed");
    });
    match work.await {
        Ok(()) => Json(serde_json::json!({"parcel": parcel, "minutes": 30 + parcel % 90})).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

#[tokio::main(worker_threads = 2)]
async fn main() -> anyhow::Result<()> {
    services::start_tracing();
    tracing::info!(release = release(), solvers = number("SOLVERS", 2), "routing starting");
    let solvers = Arc::new(Semaphore::new(number("SOLVERS", 2) as usize));
    let routes = Router::new()
        .route("/eta/{parcel}", get(move |Path(parcel): Path<i64>| eta(solvers.clone(), parcel)))
        .layer(axum::middleware::from_fn(services::measure))
        .route("/metrics-lite", get(|| async { Json(FIGURES.json(&[("in_flight", FIGURES.in_flight.load(std::sync::atomic::Ordering::Relaxed))])) }))
        .route("/healthz", get(|| async { "ok" }));
    let listener = tokio::net::TcpListener::bind(services::address()).await?;
    tracing::info!(address = %listener.local_addr()?, "listening");
    axum::serve(listener, routes).with_graceful_shutdown(services::until_terminated()).await?;
    Ok(())
}
