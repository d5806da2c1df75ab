/** Loyalty: NestJS, knex, PostgreSQL. Members collect points and redeem them. */
import 'reflect-metadata';
import { Body, Controller, Get, HttpException, Inject, Logger, Module, NotFoundException, Param, Post, UnprocessableEntityException } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import axios from 'axios';
import knex, { Knex } from 'knex';
import { Access, gauges, logger, snapshot } from './figures';

@Controller()
class LoyaltyController {
  private readonly log = new Logger(LoyaltyController.name);

  constructor(@Inject('KNEX') private readonly db: Knex) {
    const pool = (db.client as any).pool;
    gauges.push(() => ({ db_pool_active: pool.numUsed(), db_pool_waiting: pool.numPendingAcquires(), db_pool_max: Number(process.env.POOL_MAX ?? 6) }));
  }

  @Get('members/:member')
  async member(@Param('member') member: string) {
    const found = await this.db('accounts').where({ member }).first();
    if (!found) throw new NotFoundException(`No member ${member}`);
    return found;
  }

  @Post('members/:member/redemptions')
  async redeem(@Param('member') member: string, @Body() body: { points: number; voucher?: string }) {
    const release = process.env.RELEASE ?? '';
    const trx = await this.db.transaction();
    try {
      const changed = await trx('accounts').where({ member }).where('points', '>=', body.points).decrement('points', body.points);
      if (changed === 0) {
        // Release 4.1 answers here and forgets the transaction.
        if (!release.startsWith('4.1')) await trx.rollback();
        throw new UnprocessableEntityException('Not enough points');
      }
      await trx('redemptions').insert({ member, points: body.points });
      await trx.commit();
      this.log.log(`Redeemed ${body.points} points of ${member}`);
      return { member, points: body.points };
    } catch (e) {
      if (e instanceof HttpException) throw e;
      if (!trx.isCompleted()) await trx.rollback();
      throw e;
    }
  }

  @Get('partners/:id/offers')
  async offers(@Param('id') id: string) {
    try {
      const answer = await axios.get(`${process.env.PARTNER_URL}/offers/${id}`, { timeout: 3000, headers: { Authorization: `Bearer ${process.env.PARTNER_TOKEN}` } });
      return answer.data;
    } catch (e) {
      this.log.error(`Offers of partner ${id} not available: ${e.message}`, e.stack);
      throw new HttpException('Partner not available', 502);
    }
  }

  @Get('metrics-lite') figures() { return snapshot(); }
  @Get('healthz') healthy() { return 'ok'; }
}

const database = knex({
  client: 'pg', connection: { host: process.env.PGHOST, user: 'loyalty', password: process.env.PGPASSWORD, database: 'bazaar', application_name: 'loyalty' },
  pool: { min: 0, max: Number(process.env.POOL_MAX ?? 6) }, acquireConnectionTimeout: Number(process.env.POOL_WAIT_MS ?? 4000),
});

@Module({ controllers: [LoyaltyController], providers: [{ provide: 'KNEX', useValue: database }] })
class LoyaltyModule {}

NestFactory.create(LoyaltyModule, { logger: logger() }).then((app) => {
  app.useGlobalInterceptors(new Access());
  app.enableShutdownHooks();
  return app.listen(Number(process.env.PORT), process.env.HOST);
});
