package dev.vedette.acceptance.connectors;

import java.net.URI;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An SQS server in this JVM (ElasticMQ), and one queue in it. */
final class Queue implements AutoCloseable {
    private final SQSRestServer server;
    private final SqsClient client;
    private final String address;

    Queue() throws Exception {
        int port = Broker.freePort();
        server = SQSRestServerBuilder.withInterface("127.0.0.1").withPort(port).start();
        server.waitUntilStarted();
        client = SqsClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(Bucket.KEY_ID, Bucket.SECRET)))
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        String name =
                client.createQueue(request -> request.queueName("objects")).queueUrl();
        address = "http://127.0.0.1:" + port + URI.create(name).getPath();
    }

    URI address() {
        return URI.create(address);
    }

    void send(String message) {
        client.sendMessage(request -> request.queueUrl(address).messageBody(message));
    }

    /** Messages that nobody has deleted, seen or not. */
    int messages() {
        Map<QueueAttributeName, String> numbers = client.getQueueAttributes(request -> request.queueUrl(address)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return numbers.values().stream().mapToInt(Integer::parseInt).sum();
    }

    @Override
    public void close() {
        client.close();
        server.stopAndWait();
    }
}
