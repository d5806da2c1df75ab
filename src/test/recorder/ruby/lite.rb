# Counts requests and serves the counters at /metrics-lite for the recorder.
require 'json'

class Lite
  @counts = Hash.new(0)
  @lock = Mutex.new
  class << self
    def add(name, n = 1)
      @lock.synchronize { @counts[name] += n }
    end

    def snapshot
      @lock.synchronize { { 'requests' => 0, 'errors' => 0, 'latency_ms_sum' => 0 }.merge(@counts) }
    end
  end

  def initialize(app, &gauges)
    @app, @gauges = app, gauges
  end

  def call(env)
    path = env['PATH_INFO']
    return [200, { 'Content-Type' => 'text/plain' }, ['ok']] if path == '/healthz'
    return [200, { 'Content-Type' => 'application/json' }, [JSON.generate(Lite.snapshot.merge(@gauges ? @gauges.call : {}))]] if path == '/metrics-lite'
    begin_at = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    status, headers, body = @app.call(env)
    Lite.add('requests')
    Lite.add('latency_ms_sum', (Process.clock_gettime(Process::CLOCK_MONOTONIC) - begin_at) * 1000)
    Lite.add('errors') if status >= 500
    [status, headers, body]
  end
end
