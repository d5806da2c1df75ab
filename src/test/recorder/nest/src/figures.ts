/** Figures for the recorder's sampler, and the log lines that every service of this house prints. */
import { CallHandler, ConsoleLogger, ExecutionContext, Injectable, Logger, NestInterceptor } from '@nestjs/common';
import { Observable, tap } from 'rxjs';

export const figures: Record<string, number> = { requests: 0, errors: 0, latency_ms_sum: 0 };
export const gauges: (() => Record<string, number>)[] = [];

export function snapshot() {
  const m = process.memoryUsage();
  return Object.assign({}, figures, { nodejs_heap_size_used: Math.round(m.heapUsed / 10485.76) / 100 }, ...gauges.map((g) => g()));
}

@Injectable()
export class Access implements NestInterceptor {
  private readonly log = new Logger('HTTP');

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest();
    if (request.url === '/metrics-lite' || request.url === '/healthz') {
      return next.handle();
    }
    const since = Date.now();
    http.getResponse().on('close', () => {
      const status = http.getResponse().writableFinished ? http.getResponse().statusCode : 499;
      figures.requests++;
      figures.latency_ms_sum += Date.now() - since;
      if (status >= 500) figures.errors++;
      this.log.log(`${request.method} ${request.url} ${status} +${Date.now() - since}ms [${request.headers['x-request-id'] ?? '-'}]`);
    });
    return next.handle().pipe(tap());
  }
}

export function logger() {
  return process.env.LOG_FORMAT === 'json' ? new ConsoleLogger({ json: true }) : new ConsoleLogger({ colors: process.env.COLORS === '1' });
}
