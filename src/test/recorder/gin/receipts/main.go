// Command receipts stores a receipt for each finished trip: amqp091-go, gorm on MariaDB, zerolog.
package main

import (
	"encoding/json"
	"net/http"
	"os"
	"strconv"
	"time"

	"recorder/lite"

	amqp "github.com/rabbitmq/amqp091-go"
	"github.com/rs/zerolog"
	"gorm.io/driver/mysql"
	"gorm.io/gorm"
)

type receipt struct {
	ID        int64     `json:"-"`
	RentalID  int64     `json:"rental_id"`
	Cents     int       `json:"cents"`
	CreatedAt time.Time `json:"ended_at"`
}

func main() {
	zerolog.TimeFieldFormat = time.RFC3339Nano
	log := zerolog.New(os.Stdout).With().Timestamp().Str("service", "receipts").Logger()
	db, err := gorm.Open(mysql.Open("receipts:"+os.Getenv("DB_PASSWORD")+"@tcp("+os.Getenv("DB_HOST")+":3306)/wheels?parseTime=true&timeout=2s"), &gorm.Config{})
	if err != nil {
		log.Fatal().Err(err).Msg("cannot open the database")
	}
	conn, err := amqp.Dial("amqp://guest:guest@" + os.Getenv("AMQP_HOST") + ":5672/")
	if err != nil {
		log.Fatal().Err(err).Msg("cannot reach the broker")
	}
	ch, err := conn.Channel()
	if err != nil {
		log.Fatal().Err(err).Msg("no channel")
	}
	_ = ch.Qos(5, 0, false)
	if _, err = ch.QueueDeclare("trips.finished", true, false, false, false, nil); err != nil {
		log.Fatal().Err(err).Msg("queue not declared")
	}
	deliveries, err := ch.Consume("trips.finished", "receipts", false, false, false, false, nil)
	if err != nil {
		log.Fatal().Err(err).Msg("cannot consume")
	}
	http.HandleFunc("/metrics-lite", lite.Handler)
	go func() { _ = http.ListenAndServe(os.Getenv("HOST")+":"+os.Getenv("PORT"), nil) }()
	log.Info().Str("version", os.Getenv("RELEASE")).Str("queue", "trips.finished").Msg("consuming")
	work, _ := strconv.Atoi(os.Getenv("WORK_MS"))
	for d := range deliveries {
		begin := time.Now()
		time.Sleep(time.Duration(work) * time.Millisecond)
		var r receipt
		if err := json.Unmarshal(d.Body, &r); err != nil {
			log.Error().Err(err).Uint64("delivery_tag", d.DeliveryTag).Bool("redelivered", d.Redelivered).Int("bytes", len(d.Body)).Msg("message refused, back to the queue")
			lite.Count("messages_failed", 1)
			_ = d.Nack(false, true)
			continue
		}
		if err := db.Create(&r).Error; err != nil {
			log.Error().Err(err).Int64("rental_id", r.RentalID).Msg("receipt not stored")
			_ = d.Nack(false, true)
			continue
		}
		_ = d.Ack(false)
		lite.Count("messages_done", 1)
		log.Info().Int64("rental_id", r.RentalID).Int("cents", r.Cents).Dur("took_ms", time.Since(begin)).Float64("age_s", time.Since(r.CreatedAt).Seconds()).Msg("receipt stored")
	}
	log.Fatal().Msg("broker closed the channel")
}
