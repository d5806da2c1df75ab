//! Parcels: axum, sqlx, reqwest, redis. Registers parcels with the carrier and answers for their state.
use anyhow::Context;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use redis::AsyncCommands;
use services::{address, number, release, var, FIGURES};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

#[derive(Clone)]
struct App {
    db: PgPool,
    http: reqwest::Client,
    cache: Option<redis::aio::ConnectionManager>,
    release: String,
    manifests: Arc<Mutex<Vec<Vec<u64>>>>,
}

struct Failure(anyhow::Error);

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(e: E) -> Self {
        Failure(e.into())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        tracing::error!("request failed: {:#}", self.0);
        (StatusCode::INTERNAL_SERVER_ERROR, Json(serde_json::json!({"error": "internal server error"}))).into_response()
    }
}

#[derive(serde::Deserialize)]
struct NewParcel {
    recipient: String,
    grams: i32,
}

#[derive(serde::Deserialize)]
struct Registered {
    id: String,
}

async fn register(app: &App, grams: i32) -> anyhow::Result<String> {
    let since = Instant::now();
    let answer = app.http.post(var("CARRIER_URL", "") + "/v2/shipments").json(&serde_json::json!({"grams": grams})).send().await.context("carrier")?;
    let answer: Registered = answer.error_for_status().context("carrier")?.json().await.context("carrier")?;
    tracing::info!(reference = %answer.id, elapsed_ms = since.elapsed().as_millis() as u64, "registered with carrier");
    Ok(answer.id)
}

async fn create(State(app): State<App>, Json(new): Json<NewParcel>) -> Result<impl IntoResponse, Failure> {
    let id: i64;
    if app.release.starts_with("3.2") {
        // "No parcel without reference": the row is written first, the transaction stays open for the call.
        let mut tx = app.db.begin().await.context("begin")?;
        id = sqlx::query_scalar("insert into parcels(recipient, grams) values ($1, $2) returning id").bind(&new.recipient).bind(new.grams).fetch_one(&mut *tx).await?;
        let reference = register(&app, new.grams).await?;
        sqlx::query("update parcels set reference = $1 where id = $2").bind(&reference).bind(id).execute(&mut *tx).await?;
        tx.commit().await?;
    } else {
        let reference = register(&app, new.grams).await?;
        id = sqlx::query_scalar("insert into parcels(recipient, grams, reference) values ($1, $2, $3) returning id")
            .bind(&new.recipient).bind(new.grams).bind(&reference).fetch_one(&app.db).await.context("insert parcel")?;
    }
    Ok((StatusCode::CREATED, Json(serde_json::json!({"id": id}))))
}

async fn show(State(app): State<App>, Path(id): Path<i64>) -> Result<Response, Failure> {
    let key = format!("parcel:{id}");
    if let Some(mut cache) = app.cache.clone() {
        match cache.get::<_, Option<String>>(&key).await {
            Ok(Some(found)) => return Ok(found.into_response()),
            Ok(None) => {}
            Err(e) => tracing::warn!(error = %e, key, "cache read failed, reading from the database"),
        }
    }
    let row: Option<(String, i32, String)> =
        sqlx::query_as("select recipient, grams, state from parcels where id = $1").bind(id).fetch_optional(&app.db).await.context("select parcel")?;
    let Some((recipient, grams, state)) = row else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    let body = serde_json::json!({"id": id, "recipient": recipient, "grams": grams, "state": state}).to_string();
    if let Some(mut cache) = app.cache.clone() {
        if let Err(e) = cache.set_ex::<_, _, ()>(&key, &body, number("CACHE_TTL", 20)).await {
            tracing::warn!(error = %e, key, "cache write failed");
        }
    }
    Ok(body.into_response())
}

async fn label(State(app): State<App>, Path(id): Path<i64>) -> Result<Response, Failure> {
    let recipient: Option<String> = sqlx::query_scalar("select recipient from parcels where id = $1").bind(id).fetch_optional(&app.db).await.context("select parcel")?;
    let Some(recipient) = recipient else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    let short = if app.release.starts_with("3.3") && recipient.len() > 9 { recipient[..9].to_string() } else { recipient.chars().take(9).collect() };
    Ok(format!("^XA^FO50,50^FD{short}^FS^FO50,90^FD{id}^FS^XZ").into_response())
}

/// The day's manifest of a depot: release 3.4 keeps every manifest for the reprint button.
async fn manifest(State(app): State<App>, Path(depot): Path<i64>) -> Result<Response, Failure> {
    let ids: Vec<(i64,)> = sqlx::query_as("select id from parcels where id % 50 = $1 order by id limit 2000").bind(depot % 50).fetch_all(&app.db).await.context("manifest")?;
    let mut sheet: Vec<u64> = Vec::with_capacity(1 << 20);
    sheet.resize(1 << 20, depot as u64);
    for (i, (id,)) in ids.iter().enumerate() {
        sheet[i] = *id as u64;
    }
    let lines = ids.len();
    if app.release.starts_with("3.4") {
        app.manifests.lock().unwrap().push(sheet);
        tracing::info!(depot, lines, kept = app.manifests.lock().unwrap().len(), "manifest printed");
    } else {
        tracing::info!(depot, lines, "manifest printed");
    }
    Ok(Json(serde_json::json!({"depot": depot, "lines": lines})).into_response())
}

async fn figures(State(app): State<App>) -> Json<serde_json::Value> {
    let active = app.db.size() as u64 - app.db.num_idle() as u64;
    Json(FIGURES.json(&[("db_pool_active", active), ("db_pool_max", number("POOL_MAX", 8))]))
}

#[tokio::main(worker_threads = 2)]
async fn main() -> anyhow::Result<()> {
    services::start_tracing();
    tracing::info!(release = release(), "parcels starting");
    if release().starts_with("3.5") {
        // The table of depots came as a file of its own with this release, and the image does not have it.
        let depots = std::fs::read_to_string("/etc/parcels/depots.json").expect("depot table");
        tracing::info!(bytes = depots.len(), "depots read");
    }
    let options = PgConnectOptions::new().host(&var("PGHOST", "localhost")).username("parcels").password(&var("PGPASSWORD", "")).database("logistics").application_name("parcels");
    let db = PgPoolOptions::new().max_connections(number("POOL_MAX", 8) as u32).acquire_timeout(Duration::from_secs(number("ACQUIRE_TIMEOUT", 3)))
        .idle_timeout(Duration::from_secs(number("IDLE_TIMEOUT", 600))).connect_lazy_with(options);
    let mut http = reqwest::Client::builder().timeout(Duration::from_millis(number("CARRIER_TIMEOUT_MS", 3000))).pool_max_idle_per_host(number("KEEPALIVE", 4) as usize);
    if let Ok(file) = std::env::var("CA_FILE") {
        http = http.add_root_certificate(reqwest::Certificate::from_pem(&std::fs::read(file)?)?);
    }
    let cache = match std::env::var("REDIS_HOST") {
        Ok(host) => {
            let settings = redis::aio::ConnectionManagerConfig::new().set_response_timeout(Duration::from_millis(500)).set_connection_timeout(Duration::from_secs(1));
            Some(redis::aio::ConnectionManager::new_with_config(redis::Client::open(format!("redis://{host}:6379"))?, settings).await?)
        }
        Err(_) => None,
    };
    let app = App { db, http: http.build()?, cache, release: release(), manifests: Default::default() };
    let trace = tower_http::trace::TraceLayer::new_for_http()
        .make_span_with(|request: &axum::extract::Request| {
            tracing::info_span!("request", method = %request.method(), uri = %request.uri(),
                request_id = request.headers().get("x-request-id").and_then(|v| v.to_str().ok()).unwrap_or("-"))
        })
        .on_response(tower_http::trace::DefaultOnResponse::new().level(tracing::Level::INFO));
    let routes = Router::new()
        .route("/parcels", post(create))
        .route("/parcels/{id}", get(show))
        .route("/labels/{id}", get(label))
        .route("/manifests/{depot}", get(manifest))
        .layer(tower_http::catch_panic::CatchPanicLayer::new())
        .layer(trace)
        .layer(axum::middleware::from_fn(services::measure))
        .route("/metrics-lite", get(figures))
        .route("/healthz", get(|| async { "ok" }))
        .with_state(app);
    let listener = tokio::net::TcpListener::bind(address()).await?;
    tracing::info!("listening on {}", listener.local_addr()?);
    axum::serve(listener, routes).with_graceful_shutdown(services::until_terminated()).await?;
    Ok(())
}
