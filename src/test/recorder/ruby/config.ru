require_relative 'lite'
require_relative 'lending'

use(Lite) { Lending.gauges }
run Lending
