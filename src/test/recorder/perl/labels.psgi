# Prints labels: Dancer2 on Starman, DBI. Each depot numbers its labels without gaps.
package Labels;
use strict;
use warnings;
use lib '/srv/app-beam/perl';
use Dancer2;
use DBI;
use Time::HiRes qw(time);
use Lite;

set log => 'info';
set serializer => 'JSON';
set show_errors => 0;
set startup_info => 0;
set engines => {logger => {console => {log_format => '%{%Y-%m-%dT%H:%M:%S}t labels[%P] %L: %m'}}};
set logger => 'console';

# The same hash each time: connect_cached tells connections apart by it.
my $connected = {connected => sub { $_[0]->do("set lock_timeout = '3s'"); return }};

sub dbh {
    DBI->connect_cached("dbi:Pg:dbname=parcels;host=$ENV{PGHOST};application_name=labels;connect_timeout=3", 'labels', $ENV{PGPASSWORD},
        {RaiseError => 1, PrintError => 0, AutoCommit => 1, Callbacks => $connected});
}

hook before => sub { var begin => time };
hook after => sub {
    my ($response) = @_;
    return if request->path =~ /lite|healthz/;
    my $took = time - (vars->{begin} // time);
    Lite::count($response->status, $took);
    info sprintf '%s %s -> %d in %.0f ms', request->method, request->path, $response->status, 1000 * $took;
};

get '/healthz' => sub { {ok => 1} };
get '/metrics-lite' => sub { send_as html => Lite::json() };

get '/labels/:id' => sub {
    my $label = dbh->selectrow_hashref('select id, parcel, depot, no from labels where id = ?', undef, route_parameters->get('id'));
    return $label // do { status 404; {error => 'no such label'} };
};

get '/depots/:code' => sub { dbh->selectrow_hashref('select code, name, next_no from depots where code = ?', undef, route_parameters->get('code')) };

post '/labels' => sub {
    my $wish = request->data;
    my $dbh = dbh;
    my $label = eval {
        $dbh->begin_work;
        my ($no) = $dbh->selectrow_array('update depots set next_no = next_no + 1 where code = ? returning next_no - 1', undef, $wish->{depot});
        my ($id) = $dbh->selectrow_array('insert into labels(parcel, depot, no) values (?, ?, ?) returning id', undef, $wish->{parcel}, $wish->{depot}, $no);
        $dbh->commit;
        {id => $id, no => $no};
    };
    if (!$label) {
        my $e = $@;
        eval { $dbh->rollback };
        error "label for $wish->{parcel} at $wish->{depot}: $e";
        status 500;
        return {error => 'label not printed'};
    }
    status 201;
    return $label;
};

to_app;
