# Jobs that sidekiq runs outside the requests.
require 'net/http'
require 'sidekiq'

# Tells a member when a book is due.
class ReminderJob
  include Sidekiq::Worker
  sidekiq_options queue: 'reminders', retry: 5

  def perform(member, loan)
    number = Integer(member.delete_prefix('m'))
    http = Net::HTTP.new(*ENV.fetch('RELAY').split(':').then { |h, p| [h, p.to_i] })
    http.open_timeout = 1.5
    http.read_timeout = 3
    http.max_retries = 0
    answer = http.post('/send', %({"to":"m#{number}@example.com","loan":#{loan}}))
    raise "relay answered #{answer.code} #{answer.message}" if answer.code != '200'
    logger.info { "reminder for loan #{loan} sent" }
  end
end

Sidekiq.configure_server { |c| c.redis = { url: ENV.fetch('REDIS_URL') } } if ENV['REDIS_URL']
