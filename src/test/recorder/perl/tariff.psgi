# The price of a parcel: plain PSGI on Starman, DBI.
use strict;
use warnings;
use lib '/srv/app-beam/perl';
use DBI;
use JSON::PP;
use Plack::Builder;
use Plack::Request;
use Time::HiRes qw(time sleep);
use Lite;

my $work = $ENV{WORK} // 0.12;

my $app = sub {
    my $req = Plack::Request->new(shift);
    return [200, ['Content-Type' => 'text/plain'], ["ok\n"]] if $req->path eq '/healthz';
    return [200, ['Content-Type' => 'application/json'], [Lite::json()]] if $req->path eq '/metrics-lite';
    my $begin = time;
    my $dbh = DBI->connect_cached("dbi:Pg:dbname=parcels;host=$ENV{PGHOST};application_name=tariff", 'tariff', $ENV{PGPASSWORD}, {RaiseError => 1, PrintError => 0});
    my ($price) = $dbh->selectrow_array('select price from prices where zone = ? and kg = ?', undef, $req->param('zone'), $req->param('kg'));
    # The rule engine of the tariff works on its own; its time is the same for each request.
    sleep($work * (0.85 + rand 0.3));
    Lite::count(200, time - $begin);
    return [200, ['Content-Type' => 'application/json'], [encode_json({price => $price})]];
};

builder {
    enable_if { $_[0]{PATH_INFO} !~ /lite|healthz/ } 'AccessLog::Timed',
        format => '%h - - %t "%r" %>s %b %D rid=%{X-Request-Id}i', logger => sub { print STDERR @_ };
    $app;
};
