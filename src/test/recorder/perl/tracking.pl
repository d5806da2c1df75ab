#!/usr/bin/perl
# Where is my parcel: Mojolicious (prefork), DBI, Redis as a cache, HTTP::Tiny to the customs office (third party).
use Mojolicious::Lite -signatures;
use lib '/srv/app-beam/perl';
use DBI;
use HTTP::Tiny;
use Mojo::JSON qw(encode_json decode_json);
use Redis;
use Time::HiRes qw(time);
use Time::Piece;
use Lite;

my $release = $ENV{RELEASE};
app->secrets([$ENV{SERVICE}]);
app->log->level('info');
app->mode('production');

my $customs = HTTP::Tiny->new(timeout => $ENV{CUSTOMS_TIMEOUT} // 2, agent => "tracking/$release");

sub dbh {
    DBI->connect_cached("dbi:Pg:dbname=parcels;host=$ENV{PGHOST};application_name=tracking;connect_timeout=3", 'tracking', $ENV{PGPASSWORD},
        {RaiseError => 1, PrintError => 0, AutoCommit => 1});
}

my ($redis, $off) = (undef, 0);

# The cache is a help, never a condition: without it the database answers.
sub cache ($c, $work) {
    return undef if !$ENV{REDIS} || time < $off;
    my $answer = eval {
        $redis //= Redis->new(server => $ENV{REDIS}, cnx_timeout => 1, read_timeout => 1, write_timeout => 1);
        $work->($redis);
    };
    if ($@) {
        $c->log->warn("cache not used: " . ($@ =~ s/\s+$//r));
        undef $redis;
        $off = time + 0.5;
    }
    return $answer;
}

hook around_dispatch => sub ($next, $c) {
    my $begin = time;
    $next->();
    return if $c->req->url->path =~ /lite|healthz/;
    my $took = time - $begin;
    my $status = $c->res->code // 0;
    Lite::count($status, $took);
    $c->log->info(sprintf '%s %s %d %.1fms rid=%s', $c->req->method, $c->req->url->path, $status, 1000 * $took, $c->req->headers->header('X-Request-Id') // '-');
};

get '/healthz' => sub ($c) { $c->render(text => "ok\n") };
get '/metrics-lite' => sub ($c) { $c->render(data => Lite::json(), format => 'json') };

get '/parcels/:id' => sub ($c) {
    my $id = $c->param('id');
    my $hit = cache($c, sub ($r) { $r->get("parcel:$id") });
    return $c->render(data => $hit, format => 'json') if $hit;
    my $parcel = dbh->selectrow_hashref('select id, sender, status, to_char(eta, \'YYYY-MM-DD HH24:MI\') as eta from parcels where id = ?', undef, $id);
    return $c->render(json => {error => 'no such parcel'}, status => 404) unless $parcel;
    $parcel->{events} = dbh->selectall_arrayref('select kind, place, at from events where parcel = ? order by at', {Slice => {}}, $id);
    if ($release eq '2.12.0') {
        my $eta = $parcel->{eta} ? Time::Piece->strptime($parcel->{eta}, '%Y-%m-%d %H:%M') : undef;
        $parcel->{window} = $eta->strftime('%a %H:00') . ' - ' . ($eta + 7200)->strftime('%H:00');
    }
    cache($c, sub ($r) { $r->setex("parcel:$id", 20, encode_json($parcel)) });
    $c->render(json => $parcel);
};

post '/parcels/:id/events' => sub ($c) {
    my ($id, $event) = ($c->param('id'), $c->req->json);
    my $dbh = dbh;
    $dbh->begin_work;
    eval {
        $dbh->do('insert into events(parcel, kind, place) values (?, ?, ?)', undef, $id, $event->{kind}, $event->{place});
        $dbh->do('update parcels set status = ? where id = ?', undef, $event->{kind}, $id);
        $dbh->commit;
    } or do { my $e = $@; eval { $dbh->rollback }; die $e };
    cache($c, sub ($r) { $r->del("parcel:$id") });
    $c->render(json => {ok => Mojo::JSON->true}, status => 201);
};

get '/parcels/:id/duty' => sub ($c) {
    my $answer = $customs->get("$ENV{CUSTOMS_URL}/v1/duty/" . $c->param('id'));
    unless ($answer->{success}) {
        my $why = $answer->{status} == 599 ? $answer->{content} =~ s/\s+$//r : "$answer->{status} $answer->{reason}";
        $c->log->error("customs: $why");
        return $c->render(json => {error => 'duty not known'}, status => 502);
    }
    $c->render(json => {duty => decode_json($answer->{content})->{amount}});
};

app->start('prefork', '-l', "http://$ENV{HOST}:$ENV{PORT}", '-w', $ENV{WORKERS} // 4, '-P', "/run/rec/$ENV{SERVICE}.pid");
