//! Scanner: lapin, sqlx, JSON logs. Stores the scans of the depots that come through RabbitMQ.
use anyhow::Context;
use axum::routing::get;
use axum::{Json, Router};
use futures::StreamExt;
use lapin::options::{BasicAckOptions, BasicConsumeOptions, BasicNackOptions, BasicQosOptions, QueueDeclareOptions};
use lapin::types::FieldTable;
use lapin::{Connection, ConnectionProperties};
use services::{number, release, var, FIGURES};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use std::time::{Duration, Instant};

#[derive(serde::Deserialize)]
struct Scan {
    parcel_id: i64,
    depot: String,
    scanned_at: String,
}

async fn store(db: &PgPool, body: &[u8]) -> anyhow::Result<i64> {
    let scan: Scan = serde_json::from_slice(body).context("cannot decode scan")?;
    sqlx::query("insert into scans(parcel_id, depot, scanned_at) values ($1, $2, $3)").bind(scan.parcel_id).bind(&scan.depot).bind(&scan.scanned_at).execute(db).await.context("insert scan")?;
    Ok(scan.parcel_id)
}

async fn consume(db: PgPool) -> anyhow::Result<()> {
    let properties = ConnectionProperties::default().with_executor(tokio_executor_trait::Tokio::current()).with_reactor(tokio_reactor_trait::Tokio);
    let broker = Connection::connect(&format!("amqp://guest:guest@{}:5672/%2f", var("AMQP_HOST", "localhost")), properties).await.context("connect to broker")?;
    let channel = broker.create_channel().await?;
    channel.basic_qos(number("PREFETCH", 8) as u16, BasicQosOptions::default()).await?;
    channel.queue_declare("scans", QueueDeclareOptions { durable: true, ..Default::default() }, FieldTable::default()).await?;
    let mut deliveries = channel.basic_consume("scans", "scanner", BasicConsumeOptions::default(), FieldTable::default()).await?;
    tracing::info!(queue = "scans", prefetch = number("PREFETCH", 8), "consuming");
    while let Some(delivery) = deliveries.next().await {
        let delivery = delivery?;
        let since = Instant::now();
        match store(&db, &delivery.data).await {
            Ok(parcel) => {
                delivery.ack(BasicAckOptions::default()).await?;
                FIGURES.done(since, 200);
                tracing::info!(parcel, elapsed_ms = since.elapsed().as_millis() as u64, "scan stored");
            }
            Err(e) => {
                FIGURES.done(since, 500);
                tracing::error!(error = format!("{e:#}"), delivery_tag = delivery.delivery_tag, redelivered = delivery.redelivered, bytes = delivery.data.len(), "scan failed, requeueing");
                tokio::time::sleep(Duration::from_millis(150)).await;
                delivery.nack(BasicNackOptions { requeue: true, ..Default::default() }).await?;
            }
        }
    }
    anyhow::bail!("the broker ended the consumer")
}

#[tokio::main(worker_threads = 2)]
async fn main() -> anyhow::Result<()> {
    services::start_tracing();
    tracing::info!(release = release(), "scanner starting");
    let options = PgConnectOptions::new().host(&var("PGHOST", "localhost")).username("scanner").password(&var("PGPASSWORD", "")).database("logistics").application_name("scanner");
    let db = PgPoolOptions::new().max_connections(4).acquire_timeout(Duration::from_secs(3)).connect_lazy_with(options);
    let listener = tokio::net::TcpListener::bind(services::address()).await?;
    let routes = Router::new().route("/metrics-lite", get(|| async { Json(FIGURES.json(&[])) })).route("/healthz", get(|| async { "ok" }));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    consume(db).await
}
