//! Slots: actix-web, deadpool-postgres, reqwest with reqwest-retry. Books delivery windows and asks routing for the arrival.
use actix_web::middleware::Logger;
use actix_web::{web, App, HttpResponse, HttpServer, ResponseError};
use deadpool_postgres::{Config, ManagerConfig, Pool, PoolConfig, RecyclingMethod, Runtime, Timeouts};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware};
use reqwest_retry::policies::ExponentialBackoff;
use reqwest_retry::RetryTransientMiddleware;
use services::{number, release, var, FIGURES};
use std::error::Error;
use std::time::{Duration, Instant};

#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("no database connection: {0}")]
    Pool(#[from] deadpool_postgres::PoolError),
    #[error("database: {0}")]
    Database(#[from] tokio_postgres::Error),
    #[error("routing: {0}")]
    Routing(#[from] reqwest_middleware::Error),
    #[error("routing: {0}")]
    Answer(#[from] reqwest::Error),
}

impl ResponseError for Failure {
    fn error_response(&self) -> HttpResponse {
        let mut text = self.to_string();
        let mut cause = self.source().and_then(|e| e.source());
        while let Some(e) = cause {
            text = format!("{text}: {e}");
            cause = e.source();
        }
        log::error!("{text}");
        HttpResponse::InternalServerError().json(serde_json::json!({"error": "internal"}))
    }
}

struct State {
    db: Pool,
    http: ClientWithMiddleware,
}

#[derive(serde::Deserialize)]
struct Booking {
    slot: i64,
    parcel: i64,
}

async fn measured(since: Instant, answer: Result<HttpResponse, Failure>) -> Result<HttpResponse, Failure> {
    FIGURES.done(since, answer.as_ref().map(|r| r.status().as_u16()).unwrap_or(500));
    answer
}

async fn book(state: &State, booking: &Booking) -> Result<HttpResponse, Failure> {
    let mut db = state.db.get().await?;
    let tx = db.transaction().await?;
    let changed = tx.execute("update slots set free = free - 1 where id = $1 and free > 0", &[&booking.slot]).await?;
    if changed == 0 {
        return Ok(HttpResponse::Conflict().json(serde_json::json!({"error": "slot is full"})));
    }
    tx.execute("insert into bookings(slot_id, parcel_id) values ($1, $2)", &[&booking.slot, &booking.parcel]).await?;
    tx.commit().await?;
    Ok(HttpResponse::Created().json(serde_json::json!({"slot": booking.slot})))
}

async fn bookings(state: web::Data<State>, booking: web::Json<Booking>) -> Result<HttpResponse, Failure> {
    measured(Instant::now(), book(&state, &booking).await).await
}

async fn list(state: &State, depot: i32) -> Result<HttpResponse, Failure> {
    let db = state.db.get().await?;
    let rows = db.query("select id, free from slots where depot = $1 and free > 0 order by id limit 20", &[&depot]).await?;
    let slots: Vec<_> = rows.iter().map(|r| serde_json::json!({"id": r.get::<_, i64>(0), "free": r.get::<_, i32>(1)})).collect();
    Ok(HttpResponse::Ok().json(slots))
}

async fn slots(state: web::Data<State>, depot: web::Path<i32>) -> Result<HttpResponse, Failure> {
    let since = Instant::now();
    measured(since, list(&state, depot.into_inner()).await).await
}

async fn arrival(state: &State, parcel: i64) -> Result<HttpResponse, Failure> {
    let answer = state.http.get(format!("{}/eta/{parcel}", var("ROUTING_URL", ""))).send().await?;
    let eta: serde_json::Value = answer.error_for_status()?.json().await?;
    Ok(HttpResponse::Ok().json(eta))
}

async fn eta(state: web::Data<State>, parcel: web::Path<i64>) -> Result<HttpResponse, Failure> {
    let since = Instant::now();
    measured(since, arrival(&state, parcel.into_inner()).await).await
}

async fn figures(state: web::Data<State>) -> HttpResponse {
    let s = state.db.status();
    HttpResponse::Ok().json(FIGURES.json(&[("db_pool_active", (s.size - s.available.min(s.size)) as u64), ("db_pool_waiting", s.waiting as u64), ("db_pool_max", s.max_size as u64)]))
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("info")).format_timestamp_millis().init();
    log::info!("slots {} starting", release());
    let mut config = Config::new();
    config.host = Some(var("PGHOST", "localhost"));
    config.user = Some("slots".into());
    config.password = Some(var("PGPASSWORD", ""));
    config.dbname = Some("logistics".into());
    config.application_name = Some("slots".into());
    config.options = Some(format!("-c statement_timeout={}", number("STATEMENT_TIMEOUT_MS", 5000)));
    config.manager = Some(ManagerConfig { recycling_method: RecyclingMethod::Fast });
    let wait = Some(Duration::from_secs(number("POOL_WAIT", 3)));
    config.pool = Some(PoolConfig { max_size: number("POOL_MAX", 8) as usize, timeouts: Timeouts { wait, create: wait, recycle: wait }, ..Default::default() });
    let db = config.create_pool(Some(Runtime::Tokio1), tokio_postgres::NoTls).expect("pool");
    let http = reqwest::Client::builder().timeout(Duration::from_millis(number("ROUTING_TIMEOUT_MS", 1000))).build().expect("http client");
    let policy = ExponentialBackoff::builder().retry_bounds(Duration::from_millis(50), Duration::from_millis(300)).build_with_max_retries(number("RETRIES", 3) as u32);
    let state = web::Data::new(State { db, http: ClientBuilder::new(http).with(RetryTransientMiddleware::new_with_policy(policy)).build() });
    let server = HttpServer::new(move || {
        App::new()
            .app_data(state.clone())
            .wrap(Logger::new("%{r}a \"%r\" %s %b \"%{User-Agent}i\" %T").exclude("/metrics-lite").exclude("/healthz"))
            .route("/bookings", web::post().to(bookings))
            .route("/slots/{depot}", web::get().to(slots))
            .route("/eta/{parcel}", web::get().to(eta))
            .route("/metrics-lite", web::get().to(figures))
            .route("/healthz", web::get().to(|| async { "ok" }))
    });
    server.workers(2).shutdown_timeout(10).bind(services::address())?.run().await
}
