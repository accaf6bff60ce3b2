package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.contract.Client;
import com.artisansdk.server.contract.ServerContract;
import com.artisansdk.server.contract.Stage;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The example examples/orders, built as its README says, from what is published and nothing else, beside the server in WildFly. */
@ExtendWith(ArquillianExtension.class)
class OrdersIT extends ServerContract {

    private final Stage stage = new ContainerStage();

    @Deployment(name = "server", order = 1, testable = false)
    static WebArchive server() {
        return Archives.server(Archives.contract());
    }

    @Deployment(name = "shop", order = 2, testable = false)
    static WebArchive shop() throws IOException {
        try (Example orders = Example.copy("orders")) {
            return ShrinkWrap.create(ZipImporter.class, "shop.war")
                    .importFrom(Files.newInputStream(orders.build("target/shop.war")))
                    .as(WebArchive.class);
        }
    }

    @Override
    protected Stage stage() {
        return stage;
    }

    @Test
    void anOrderIsStoredAndEverybodyHearsOfIt() {
        List<Client> two = connectTwo();
        HttpResponse<String> response = orders("", "{\"item\":\"Earl Grey\",\"quantity\":2}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        int number = object(response.body()).getInt("id");

        JsonObject frame = two.get(0).hears("OrderPlaced");
        assertHeader(frame);
        assertThat(frame.getInt("order")).isEqualTo(number);
        assertThat(frame.getString("item")).isEqualTo("Earl Grey");
        assertThat(frame.getInt("quantity")).isEqualTo(2);
        assertThat(two.get(1).hears("OrderPlaced")).isEqualTo(frame);
        assertThat(stored()).contains(object("{\"id\":" + number + ",\"item\":\"Earl Grey\",\"quantity\":2}"));
    }

    @Test
    void anOrderThatFailsIsNeitherStoredNorHeardOf() {
        Client alice = connects();
        List<?> before = stored();
        HttpResponse<String> response = orders("?fail=true", "{\"item\":\"Caviar\",\"quantity\":1}");
        assertThat(response.statusCode()).isEqualTo(402);
        assertThat(response.body()).startsWith("The payment was declined.");
        assertThat(stored()).isEqualTo(before);

        assertThat(orders("", "{\"item\":\"Bread\",\"quantity\":1}").statusCode())
                .isEqualTo(201);
        assertThat(alice.hears("OrderPlaced").getString("item")).isEqualTo("Bread");
        assertThat(stored()).hasSize(before.size() + 1);
    }

    @Test
    void anOrderOfNothingIsRefused() {
        Client alice = connects();
        List<?> before = stored();
        assertThat(orders("", "{\"item\":\" \",\"quantity\":0}").statusCode()).isEqualTo(400);
        assertThat(orders("", "").statusCode()).isEqualTo(400);
        assertThat(stored()).isEqualTo(before);
        alice.hearsNothing();
    }

    private static HttpResponse<String> orders(String query, String body) {
        return ContainerStage.post("/shop/orders" + query, "application/json", body);
    }

    private static JsonArray stored() {
        return Json.createReader(
                        new StringReader(ContainerStage.get("/shop/orders").body()))
                .readArray();
    }

    private static JsonObject object(String json) {
        return Json.createReader(new StringReader(json)).readObject();
    }
}
