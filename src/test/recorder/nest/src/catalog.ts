/** Catalog: NestJS, TypeORM, PostgreSQL. */
import 'reflect-metadata';
import { Controller, Get, Module, NotFoundException, Param } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { InjectDataSource, InjectRepository, TypeOrmModule } from '@nestjs/typeorm';
import { Column, DataSource, Entity, PrimaryGeneratedColumn, Repository } from 'typeorm';
import { Access, gauges, logger, snapshot } from './figures';

@Entity()
class Product {
  @PrimaryGeneratedColumn() id: number;
  @Column() sku: string;
  @Column() name: string;
  @Column() category: number;
  @Column('numeric') price: string;
}

@Controller()
class ProductController {
  constructor(@InjectRepository(Product) private readonly products: Repository<Product>, @InjectDataSource() source: DataSource) {
    const pool = () => (source.driver as any).master;
    gauges.push(() => ({ db_pool_active: pool().totalCount - pool().idleCount, db_pool_waiting: pool().waitingCount, db_pool_max: Number(process.env.POOL_MAX ?? 10) }));
  }

  @Get('products/:sku')
  async one(@Param('sku') sku: string) {
    const found = await this.products.findOneBy({ sku });
    if (!found) throw new NotFoundException(`No product ${sku}`);
    return found;
  }

  @Get('categories/:id')
  category(@Param('id') id: string) {
    return this.products.find({ where: { category: Number(id) }, order: { price: 'ASC' }, take: 20 });
  }

  @Get('metrics-lite') figures() { return snapshot(); }
  @Get('healthz') healthy() { return 'ok'; }
}

@Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'postgres', host: process.env.PGHOST, username: 'catalog', password: process.env.PGPASSWORD, database: 'bazaar', entities: [Product],
      logging: ['error', 'warn'], maxQueryExecutionTime: Number(process.env.SLOW_MS ?? 500), applicationName: 'catalog', retryAttempts: 10, retryDelay: 3000,
      extra: { max: Number(process.env.POOL_MAX ?? 10), connectionTimeoutMillis: Number(process.env.POOL_WAIT_MS ?? 5000), statement_timeout: Number(process.env.STATEMENT_TIMEOUT_MS ?? 15000) },
    }),
    TypeOrmModule.forFeature([Product]),
  ],
  controllers: [ProductController],
})
class CatalogModule {}

NestFactory.create(CatalogModule, { logger: logger() }).then((app) => {
  app.useGlobalInterceptors(new Access());
  app.enableShutdownHooks();
  return app.listen(Number(process.env.PORT), process.env.HOST);
});
