# Books, loans and members of a public library.
require 'json'
require 'logger'
require 'net/http'
require 'sequel'
require 'sidekiq'
require 'sinatra/base'
require_relative 'jobs'

$stdout.sync = true
LOG = Logger.new($stdout, progname: 'lending')
RELEASE = ENV.fetch('RELEASE')
ISBN = URI(ENV.fetch('ISBN_URL'))
REDIS = ENV['REDIS_URL']
DB = Sequel.connect(adapter: 'postgres', host: ENV.fetch('PGHOST'), database: 'library', user: 'lending', password: ENV.fetch('PGPASSWORD'),
                    max_connections: ENV.fetch('DB_POOL', '8').to_i, pool_timeout: 2, connect_timeout: 2,
                    after_connect: ->(c) { c.exec("set application_name = 'lending'; set statement_timeout = #{ENV.fetch('STATEMENT_TIMEOUT', '0')}") })
Sidekiq.configure_client { |c| c.redis = { url: REDIS, size: 4 } } if REDIS
LOG.info("lending #{RELEASE} starting, pool of #{DB.pool.max_size} connections")

class Lending < Sinatra::Base
  enable :logging
  set :show_exceptions, false
  set :raise_errors, false
  set :protection, false

  def self.gauges
    { 'db_pool_active' => DB.pool.size, 'db_pool_max' => DB.pool.max_size, 'outbound_requests_total' => Lite.snapshot['outbound'].to_i, 'ruby_heap_live_slots' => GC.stat(:heap_live_slots) }
  end

  before { content_type :json }

  get '/books/:id' do
    book = DB[:books].first(id: params['id'].to_i) or halt 404
    { id: book[:id], title: book[:title], author: RELEASE == '5.4.0' ? capitals(book) : book[:author] }.to_json
  end

  get '/authors/:author/books' do
    DB[:books].where(author: params['author']).limit(20).select_map(:title).to_json
  end

  get '/members/:member/loans' do
    DB[:loans].where(member: params['member']).reverse(:id).limit(20).select_map(%i[book_id due]).to_json
  end

  # The picture of the cover comes from the ISBN agency.
  get '/books/:id/cover' do
    if RELEASE == '5.5.0'
      DB.transaction { isbn(DB[:books].where(id: params['id'].to_i).get(:isbn)) }
    else
      isbn(DB[:books].where(id: params['id'].to_i).get(:isbn))
    end
  end

  post '/loans' do
    q = JSON.parse(request.body.read)
    id = DB[:loans].insert(book_id: q['book'], member: q['member'], due: Date.today + 28)
    ReminderJob.perform_async(q['member'], id) if REDIS
    LOG.info("loan #{id}: book #{q['book']} to #{q['member']}")
    status 201
    { loan: id }.to_json
  end

  post '/members/:member/fines' do
    DB[:members].where(member: params['member']).update(fines: Sequel[:fines] + 1)
    status 204
  end

  helpers do
    def capitals(book)
      book[:author].upcase
    end

    def isbn(number)
      Lite.add('outbound')
      http = Net::HTTP.new(ISBN.host, ISBN.port)
      http.use_ssl = ISBN.scheme == 'https'
      http.ca_file = ENV['CA_FILE'] if ENV['CA_FILE']
      http.open_timeout = 1.5
      http.read_timeout = ENV.fetch('ISBN_TIMEOUT', '2').to_f
      http.max_retries = 0
      answer = http.get("/covers/#{number}")
      if answer.code != '200'
        LOG.error("isbn agency answered #{answer.code} #{answer.message} for #{number}")
        halt 502
      end
      answer.body
    end
  end
end
