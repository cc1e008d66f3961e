package dev.vedette.host.ingest.pull;

import java.io.IOException;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/** Makes clients as the settings say. */
final class AwsClients {
    private AwsClients() {}

    static S3Client s3(S3Settings settings) throws IOException {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials(settings))
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED) // others know no new checksums
                .httpClientBuilder(UrlConnectionHttpClient.builder());
        URI endpoint = settings.endpoint();
        if (endpoint != null) {
            builder.endpointOverride(endpoint).forcePathStyle(true);
        }
        return builder.build();
    }

    static SqsClient sqs(S3Settings settings) throws IOException {
        SqsClientBuilder builder = SqsClient.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials(settings))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
        URI queue = settings.queue();
        if (queue != null && queue.getHost() != null && !queue.getHost().endsWith(".amazonaws.com")) {
            builder.endpointOverride(URI.create(queue.getScheme() + "://" + queue.getAuthority()));
        }
        return builder.build();
    }

    private static AwsCredentialsProvider credentials(S3Settings settings) throws IOException {
        return settings.accessKeyId() == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        settings.accessKeyId(),
                        Secret.read(settings.secretAccessKey(), settings.secretAccessKeyFile())));
    }
}
