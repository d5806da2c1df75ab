// Command stations keeps the bicycle stations and their rentals: gin, gorm on MariaDB, zap.
package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"recorder/lite"

	"github.com/gin-gonic/gin"
	"go.uber.org/zap"
	"gorm.io/driver/mysql"
	"gorm.io/gorm"
)

type station struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
	City string `json:"city"`
	Free int    `json:"free"`
}

type rental struct {
	ID        int64     `json:"id"`
	AccountID int       `json:"account_id"`
	StationID int       `json:"station_id"`
	Bike      string    `json:"bike"`
	StartedAt time.Time `json:"started_at"`
	Cents     int       `json:"cents"`
}

type report struct {
	ID        int64
	StationID int
	Text      string
	CreatedAt time.Time
}

type app struct {
	db      *gorm.DB
	log     *zap.Logger
	release string
}

func env(key, other string) string {
	if v := os.Getenv(key); v != "" {
		return v
	}
	return other
}

func number(key string, other int) int {
	n, err := strconv.Atoi(env(key, strconv.Itoa(other)))
	if err != nil {
		return other
	}
	return n
}

func main() {
	a := &app{release: env("RELEASE", "2.2.0")}
	a.log, _ = zap.NewProduction(zap.Fields(zap.String("service", env("SERVICE", "stations")), zap.String("version", a.release)))
	dsn := fmt.Sprintf("stations:%s@tcp(%s:3306)/wheels?parseTime=true&timeout=2s", env("DB_PASSWORD", ""), env("DB_HOST", "mariadb"))
	var err error
	if a.db, err = gorm.Open(mysql.Open(dsn), &gorm.Config{}); err != nil {
		a.log.Fatal("cannot open the database", zap.Error(err))
	}
	pool, _ := a.db.DB()
	pool.SetMaxOpenConns(number("DB_MAX_OPEN", 8))
	pool.SetMaxIdleConns(number("DB_MAX_IDLE", 4))
	pool.SetConnMaxLifetime(time.Duration(number("DB_MAX_LIFETIME_S", 600)) * time.Second)
	lite.Gauges = func() map[string]any {
		s := pool.Stats()
		return map[string]any{"db_pool_active": s.InUse, "db_pool_idle": s.Idle, "db_pool_max": s.MaxOpenConnections, "db_pool_wait_count_total": s.WaitCount}
	}
	gin.SetMode(gin.ReleaseMode)
	g := gin.New()
	g.Use(gin.LoggerWithConfig(gin.LoggerConfig{SkipPaths: []string{"/metrics-lite", "/healthz"}}), gin.Recovery(), measure)
	g.GET("/metrics-lite", gin.WrapF(lite.Handler))
	g.GET("/healthz", func(c *gin.Context) { c.String(http.StatusOK, "ok") })
	g.GET("/stations/:id", a.station)
	g.GET("/stations/:id/rentals", a.rentals)
	g.POST("/stations/:id/reports", a.report)
	g.POST("/rentals", a.rent)
	server := &http.Server{Addr: env("HOST", "") + ":" + env("PORT", "8080"), Handler: g}
	go func() {
		a.log.Info("listening", zap.String("addr", server.Addr))
		if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
			a.log.Fatal("server ended", zap.Error(err))
		}
	}()
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM)
	<-stop
	a.log.Info("shutting down")
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	_ = server.Shutdown(ctx)
}

func measure(c *gin.Context) {
	begin := time.Now()
	c.Next()
	if p := c.FullPath(); p != "/metrics-lite" && p != "/healthz" {
		lite.Done(time.Since(begin), c.Writer.Status())
	}
}

// session binds the statements of a request to its time limit.
func (a *app) session(c *gin.Context) (*gorm.DB, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), time.Duration(number("QUERY_TIMEOUT_MS", 3000))*time.Millisecond)
	return a.db.WithContext(ctx), cancel
}

func (a *app) fail(c *gin.Context, what string, err error) {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		c.AbortWithStatusJSON(http.StatusNotFound, gin.H{"error": "no such station"})
		return
	}
	a.log.Error(what, zap.Error(err), zap.String("path", c.Request.URL.Path), zap.String("request_id", c.GetHeader("X-Request-Id")))
	c.AbortWithStatusJSON(http.StatusInternalServerError, gin.H{"error": what})
}

func (a *app) station(c *gin.Context) {
	db, cancel := a.session(c)
	defer cancel()
	var s station
	if err := db.First(&s, c.Param("id")).Error; err != nil {
		a.fail(c, "reading the station failed", err)
		return
	}
	c.JSON(http.StatusOK, s)
}

func (a *app) rentals(c *gin.Context) {
	db, cancel := a.session(c)
	defer cancel()
	var list []rental
	if err := db.Where("station_id = ?", c.Param("id")).Order("started_at desc").Limit(20).Find(&list).Error; err != nil {
		a.fail(c, "listing rentals failed", err)
		return
	}
	c.JSON(http.StatusOK, list)
}

func (a *app) report(c *gin.Context) {
	db, cancel := a.session(c)
	defer cancel()
	var in struct{ Text string }
	if err := c.ShouldBindJSON(&in); err != nil {
		c.AbortWithStatusJSON(http.StatusBadRequest, gin.H{"error": err.Error()})
		return
	}
	id, _ := strconv.Atoi(c.Param("id"))
	row := report{StationID: id, Text: in.Text, CreatedAt: time.Now()}
	// The text is long: the log of statements must not repeat it.
	if err := db.Exec("insert into reports(station_id, text, created_at) values (?, repeat(?, 240), ?)", row.StationID, row.Text, row.CreatedAt).Error; err != nil {
		a.fail(c, "storing the damage report failed", err)
		return
	}
	c.JSON(http.StatusCreated, gin.H{"station_id": id})
}

type order struct {
	Account int `json:"account"`
	Station int `json:"station"`
}

func (a *app) rent(c *gin.Context) {
	var in order
	if err := c.ShouldBindJSON(&in); err != nil {
		c.AbortWithStatusJSON(http.StatusBadRequest, gin.H{"error": err.Error()})
		return
	}
	db, cancel := a.session(c)
	defer cancel()
	if strings.HasPrefix(a.release, "2.3.") {
		// Defect of release 2.3.0: the transaction belongs to no request, and the way out for an empty station forgets it.
		db = a.db
	}
	if err := a.rentWith(c, db, in); err != nil {
		a.fail(c, "renting failed", err)
	}
}

func (a *app) rentWith(c *gin.Context, db *gorm.DB, in order) error {
	tx := db.Begin()
	if tx.Error != nil {
		return tx.Error
	}
	var s station
	if err := tx.First(&s, in.Station).Error; err != nil {
		tx.Rollback()
		return err
	}
	if s.Free == 0 {
		if !strings.HasPrefix(a.release, "2.3.") {
			tx.Rollback()
		}
		a.log.Info("no bicycle free", zap.Int("station", s.ID), zap.Int("account", in.Account))
		c.JSON(http.StatusConflict, gin.H{"error": "no bicycle free"})
		return nil
	}
	r := rental{AccountID: in.Account, StationID: s.ID, Bike: fmt.Sprintf("B%05d", in.Account%9000), StartedAt: time.Now(), Cents: 150}
	if err := tx.Create(&r).Error; err != nil {
		tx.Rollback()
		return err
	}
	if err := tx.Commit().Error; err != nil {
		return err
	}
	a.log.Info("rented", zap.Int64("rental", r.ID), zap.Int("station", s.ID))
	c.JSON(http.StatusCreated, r)
	return nil
}
