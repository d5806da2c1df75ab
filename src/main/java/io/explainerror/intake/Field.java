package io.explainerror.intake;

/// What a key of a structured record (JSON, logfmt) means, by the habits of logging libraries. Keys are compared
/// without case, `_`, `-` and `@`; nested objects are written with dots.
enum Field {
    /// Not known: kept as `key=value` behind the message.
    OTHER(""),
    /// Known and of no use to a reader of the message.
    IGNORED(
            "sp sourcecontext logger loggername loggerclassname log.logger logger_name refid exception.refid thread threadname thread_name threadid"
                    + " process.thread.name process.thread.id sequence version v eventid caller line lineno file filename func"
                    + " function pathname module funcname source source.function source.file source.line ecs.version"
                    + " log.origin.function log.origin.file.name log.origin.file.line processname ndc stream category"
                    + " span.id spanid span_id traceflags trace_flags level_value levelno relativecreated created msecs"
                    + " service.environment service.node.name contextmap endofbatch loggerfqcn"
                    + " threadpriority state.{originalformat} state.message res.headers req.headers req.query req.params"
                    + " req.remoteport host.name hostname2 log.origin tags c id ctx attr.service protocol proto eventid.id"
                    + " eventid.name syslogfacility transport cursor bootid machineid cap.effective uid gid selinuxcontext"
                    + " systemdcgroup systemdslice systemdinvocationid systemdunit apiversion involvedobject.uid metadata.uid metadata.resourceversion involvedobject.resourceversion monotonictimestamp exe cmdline comm"
                    + " observedtimeunixnano severitynumber flags backendtype lineno queryid sessionid vxid txid"
                    + " sessionstart processid2 location type2 req.httpversion req.protocol"
                    + " metadata.creationtimestamp metadata.name metadata.namespace involvedobject.apiversion"
                    + " involvedobject.fieldpath involvedobject.namespace reportingcomponent reportinginstance"
                    + " error.localizedmessage error.commonelementcount thrown.localizedmessage thrown.commonelementcount"
                    + " error.commonframescount"),
    TIME("timestamp @timestamp time ts datetime eventtime date t asctime t.$date timemillis logtime"
            + " realtimetimestamp timeunixnano startutc starttime eventtimestamp lasttimestamp ingestiontime2"),
    TIME_SECONDS("instant.epochsecond timestampseconds"),
    /// What log4j2 and Google Cloud write beside the seconds.
    NANO_OF_SECOND("instant.nanoofsecond timestampnanos"),
    LEVEL("level severity log.level loglevel levelname lvl l s severitytext errorseverity status2"),
    /// A level only if its value is one (Kubernetes events, MySQL).
    TYPE("type label event.dataset"),
    LEVEL_SYSLOG("priority"),
    MESSAGE("message msg log shortmessage m mt event body body.stringvalue text textpayload jsonpayload.message"
            + " renderedmessage messagetemplate log.message"),
    SERVICE("service.name servicename service app appname application kubernetes.containername labels.app"
            + " kubernetes.labels.app syslogidentifier resource.service.name dd.service"
            + " kubernetes.container.name"),
    NAME("name"),
    VERSION("service.version serviceversion resource.service.version app.version appversion dd.version labels.version"
            + " kubernetes.labels.version releaseversion buildversion"),
    POD("pod podname kubernetes.podname kubernetes.pod.name instance instanceid involvedobject.name regarding.name"),
    PROCESS("pid process.pid processid"),
    HOST("hostname host node.name elasticsearch.node.name"),
    TRACE("trace.id tr traceid mdc.traceid dd.traceid otel.traceid trace contextmap.traceid"
            + " contextmap.trace.id mdc.trace.id context.trace.id"),
    REQUEST("requestid req.id reqid correlationid xrequestid mdc.requestid rid xcorrelationid http.request.id"
            + " transaction.id request.id mdc.correlationid context.requestid"),
    STACK("stacktrace stack error.stacktrace error.stack err.stack excinfo exception exception.stacktrace"
            + " exceptionstacktrace x thrown.extendedstacktrace errorstack traceback errorverbose stackinfo"
            + " exceptioninfo exc fullmessage error.extendedstacktrace"),
    ERROR_TYPE("error.type err.type exception.exceptiontype exception.type error.name err.name error.class"
            + " exception.class thrown.name errortype error.kind exceptionclass exceptionname"),
    ERROR_MESSAGE("error err error.message err.message exception.message cause reason thrown.message errmsg"
            + " errormessage exceptionmessage detail hint context statement details error.msg err.msg"),
    METHOD("method req.method http.request.method httpmethod request.method requestmethod http.method verb"),
    PATH("path url uri req.url url.path url.original http.url request.uri requesturi requestpath request.path"
            + " http.target http.path httppath httproute url.full urlpath request.url"),
    /// `GET /x HTTP/1.1`, as nginx and Apache are told to write it into JSON.
    REQUEST_LINE("request requestline"),
    STATUS("status statuscode res.statuscode http.response.statuscode httpstatus response.status responsestatus"
            + " http.statuscode responsecode downstreamstatus http.status httpstatuscode res.status code"
            + " response.statuscode"),
    NANOS("event.duration durationns elapsedns"),
    MICROS("durationus elapsedus latencyus"),
    MILLIS("responsetime durationms elapsedms latencyms tookms processingtimems timems elapsedmilliseconds"
            + " responsetimems elapsed.ms durationmillis attr.durationmillis mselapsed"),
    SECONDS("requesttime elapsedseconds durations durationsec durationseconds elapseds latencys"),
    /// Unit by library: zap seconds, zerolog and pino milliseconds, slog nanoseconds.
    DURATION("duration elapsed latency took timetaken dur"),
    UPSTREAM("upstreamhost upstreamaddr upstream serviceaddr upstreamcluster2"),
    UPSTREAM_STATUS("upstreamstatus originstatus"),
    UPSTREAM_SECONDS("upstreamresponsetime"),
    UPSTREAM_MILLIS("upstreamservicetime"),
    UPSTREAM_CONNECT("upstreamconnecttime"),
    /// Traefik's time of the backend.
    UPSTREAM_NANOS("originduration"),
    /// Istio's `outbound|8083||payments.shop.svc.cluster.local`.
    UPSTREAM_CLUSTER("upstreamcluster"),
    FLAGS("responseflags"),
    FORWARDED_FOR("xforwardedfor"),
    CLIENT("client.ip remoteaddr remoteaddress clientip req.remoteaddress remoteip clientaddr source.ip"
            + " client.address remote ip clienthost downstreamremoteaddress"),
    AGENT("useragent useragent.original req.headers.useragent http.useragent httpuseragent agent"
            + " requestuseragent");

    static final long START = 0xcbf29ce484222325L;
    private static final KeyTable<Field> TABLE = new KeyTable<>(2048, OTHER);

    static {
        for (Field field : values()) {
            TABLE.put(field.keys, field);
        }
    }

    private final String keys;

    Field(String keys) {
        this.keys = keys;
    }

    /// The hash of a key, continued from that of the objects around it (FNV-1a).
    static long hash(long start, byte[] b, int from, int to) {
        long h = start;
        for (int i = from; i < to; i++) {
            int c = b[i];
            if (c == '_' || c == '-' || c == '@') {
                continue;
            }
            if (c >= 'A' && c <= 'Z') {
                c |= 0x20;
            }
            h = (h ^ c) * 0x100000001b3L;
        }
        return h;
    }

    /// The hash of a key's object, to go on with the keys inside.
    static long nested(long hash) {
        return (hash ^ '.') * 0x100000001b3L;
    }

    static Field of(long hash) {
        return TABLE.get(hash);
    }
}
