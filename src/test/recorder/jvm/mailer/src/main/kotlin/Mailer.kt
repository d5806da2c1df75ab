package io.encore.mailer

import com.rabbitmq.client.CancelCallback
import com.rabbitmq.client.ConnectionFactory
import com.rabbitmq.client.DeliverCallback
import io.encore.lite.Lite
import io.ktor.client.HttpClient
import io.ktor.client.engine.cio.CIO
import io.ktor.client.plugins.HttpTimeout
import io.ktor.client.request.post
import io.ktor.client.request.setBody
import io.ktor.http.isSuccess
import io.ktor.server.application.install
import io.ktor.server.engine.embeddedServer
import io.ktor.server.netty.Netty
import io.ktor.server.plugins.calllogging.CallLogging
import io.ktor.server.response.respondText
import io.ktor.server.routing.get
import io.ktor.server.routing.routing
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.long
import org.slf4j.LoggerFactory

private val log = LoggerFactory.getLogger("io.encore.mailer.Mailer")
private val gateway = HttpClient(CIO) {
    install(HttpTimeout) {
        requestTimeoutMillis = Lite.number("GATEWAY_TIMEOUT", 5000).toLong()
        connectTimeoutMillis = 1500
    }
}

private class Ticket(val order: Long, val address: String)

private fun read(body: ByteArray): Ticket {
    val o = Json.parseToJsonElement(body.decodeToString()).jsonObject
    return Ticket(o.getValue("order").jsonPrimitive.long, o.getValue("email").jsonPrimitive.content)
}

private fun send(t: Ticket) = runBlocking {
    Lite.count("outbound_requests")
    val a = gateway.post(Lite.text("GATEWAY_URL", "http://localhost:1") + "/v3/send") { setBody("ticket ${t.order} for ${t.address}") }
    check(a.status.isSuccess()) { "mail gateway answered ${a.status}" }
}

/** Sends the tickets of paid orders; the queue says which. */
fun main() {
    Lite.serve()
    val release = Lite.text("RELEASE", "0.9.4")
    val channel = ConnectionFactory().apply {
        host = Lite.text("AMQP_HOST", "localhost")
        connectionTimeout = 3000
    }.newConnection("mailer").createChannel()
    channel.basicQos(Lite.number("PREFETCH", 5))
    channel.queueDeclare("tickets.send", true, false, false, null)
    var done = 0L
    val deliver = DeliverCallback { _, d ->
        val begin = System.nanoTime()
        try {
            val t = read(d.body)
            send(t)
            channel.basicAck(d.envelope.deliveryTag, false)
            Lite.done(begin, false)
            if (++done % 25 == 0L) log.info("{} tickets sent", done)
        } catch (e: Exception) {
            Lite.done(begin, true)
            log.error("ticket not sent, delivery {} (redelivered: {}) goes back to the queue", d.envelope.deliveryTag, d.envelope.isRedeliver, e)
            Thread.sleep(300)
            channel.basicNack(d.envelope.deliveryTag, false, true)
        }
    }
    channel.basicConsume("tickets.send", false, deliver, CancelCallback { log.warn("consumer {} cancelled", it) })
    log.info("mailer {} consumes tickets.send", release)
    embeddedServer(Netty, port = Lite.number("PORT", 8080), host = Lite.text("HOST", "0.0.0.0")) {
        install(CallLogging)
        routing { get("/healthz") { call.respondText("ok") } }
    }.start(wait = true)
}
