/** Notifier: NestJS and BullMQ on Redis. Takes notifications over HTTP, sends them through a push gateway (third party). */
import 'reflect-metadata';
import { BullModule, InjectQueue, OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Body, Controller, Get, HttpCode, Logger, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import axios from 'axios';
import { Job, Queue } from 'bullmq';
import { Access, gauges, logger, snapshot } from './figures';

let waiting = 0;
let oldest = 0;
let done = 0;
gauges.push(() => ({ bullmq_queue_waiting: waiting, bullmq_oldest_job_age_ms: oldest, jobs_completed_total: done }));

@Controller()
class NotifierController {
  constructor(@InjectQueue('push') private readonly queue: Queue) {
    setInterval(async () => {
      try {
        waiting = await queue.getWaitingCount();
        const [first] = waiting ? await queue.getWaiting(0, 0) : [];
        oldest = first ? Date.now() - first.timestamp : 0;
      } catch {
        // The sampler shows the last figure.
      }
    }, 2500);
  }

  @Post('notifications')
  @HttpCode(202)
  async accept(@Body() body: { member: string; text: string }) {
    const job = await this.queue.add('push', body, { attempts: 5, backoff: { type: 'exponential', delay: 500 }, removeOnComplete: 100, removeOnFail: 1000 });
    return { id: job.id };
  }

  @Get('metrics-lite') figures() { return snapshot(); }
  @Get('healthz') healthy() { return 'ok'; }
}

@Processor('push', { concurrency: Number(process.env.CONCURRENCY ?? 2) })
class PushProcessor extends WorkerHost {
  private readonly log = new Logger(PushProcessor.name);

  async process(job: Job) {
    const since = Date.now();
    await axios.post(`${process.env.GATEWAY_URL}/push`, job.data, { timeout: 8000 });
    done++;
    this.log.log(`Job ${job.id} sent in ${Date.now() - since}ms, waited ${since - job.timestamp}ms`);
  }

  @OnWorkerEvent('failed')
  failed(job: Job, error: Error) {
    this.log.warn(`Job ${job?.id} failed (attempt ${job?.attemptsMade} of ${job?.opts.attempts}): ${error.message}`);
  }

  @OnWorkerEvent('error')
  broken(error: Error) {
    this.log.error(`Worker error: ${error.message}`);
  }
}

@Module({
  imports: [
    BullModule.forRoot({ connection: { host: process.env.REDIS_HOST, port: 6379, maxRetriesPerRequest: null } }),
    BullModule.registerQueue({ name: 'push' }),
  ],
  controllers: [NotifierController],
  providers: [PushProcessor],
})
class NotifierModule {}

NestFactory.create(NotifierModule, { logger: logger() }).then((app) => {
  app.useGlobalInterceptors(new Access());
  app.enableShutdownHooks();
  return app.listen(Number(process.env.PORT), process.env.HOST);
});
