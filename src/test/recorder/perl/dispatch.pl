#!/usr/bin/perl
# Takes scans of parcels from RabbitMQ and tells the sorting line: AnyEvent::RabbitMQ, Log::Log4perl, LWP.
use strict;
use warnings;
use AnyEvent;
use AnyEvent::RabbitMQ;
use JSON::PP;
use Log::Log4perl qw(:easy);
use LWP::UserAgent;
use Time::HiRes qw(time);

Log::Log4perl->easy_init({level => $INFO, layout => '%d{yyyy-MM-dd HH:mm:ss,SSS} %p [%P] dispatch - %m%n'});
my $ua = LWP::UserAgent->new(timeout => 5);
my ($done, $slowest, $handled) = (0, 0, 0);
my $end = AnyEvent->condvar;

sub handle {
    my ($channel, $frame) = @_;
    my $scan = decode_json($frame->{body}->payload);
    my $begin = time;
    my $answer = $ua->post("$ENV{LINE_URL}/route", Content => encode_json({parcel => $scan->{parcel}}), 'Content-Type' => 'application/json');
    if ($answer->is_success) {
        my $age = time - $scan->{at};
        $slowest = $age if $age > $slowest;
        $handled += time - $begin;
        $done++;
        $channel->ack(delivery_tag => $frame->{deliver}->method_frame->delivery_tag);
    } else {
        ERROR "sorting line for $scan->{parcel}: " . $answer->status_line;
        $channel->reject(delivery_tag => $frame->{deliver}->method_frame->delivery_tag, requeue => 1);
    }
}

my $mq = AnyEvent::RabbitMQ->new->load_xml_spec();
my $timer;
$mq->connect(
    host => $ENV{AMQP_HOST}, port => 5672, user => 'guest', pass => 'guest', vhost => '/', timeout => 5,
    on_success => sub {
        shift->open_channel(
            on_success => sub {
                my $channel = shift;
                $channel->declare_queue(queue => 'scans', durable => 1, on_success => sub {
                    $channel->qos(prefetch_count => 1, on_success => sub {
                        $channel->consume(queue => 'scans', no_ack => 0, on_success => sub { INFO "consuming scans, release $ENV{RELEASE}" },
                            on_consume => sub { handle($channel, shift) }, on_failure => sub { $end->croak("consume: @_") });
                    }, on_failure => sub { $end->croak("qos: @_") });
                }, on_failure => sub { $end->croak("queue: @_") });
                $timer = AnyEvent->timer(after => 3, interval => 3, cb => sub {
                    $channel->declare_queue(queue => 'scans', passive => 1, on_success => sub {
                        my $left = shift->method_frame->message_count;
                        INFO sprintf '%d scans in 3 s, %.0f ms each, slowest waited %.1f s, %d ready in scans', $done, $done ? 1000 * $handled / $done : 0, $slowest, $left;
                        ($done, $slowest, $handled) = (0, 0, 0);
                    }, on_failure => sub { });
                });
            },
            on_failure => sub { $end->croak("channel: @_") }, on_close => sub { $end->croak("channel closed") });
    },
    on_failure => sub { $end->croak("connect: $_[0]") }, on_read_failure => sub { $end->croak("read: @_") }, on_close => sub { $end->croak("connection closed") });
$end->recv;
