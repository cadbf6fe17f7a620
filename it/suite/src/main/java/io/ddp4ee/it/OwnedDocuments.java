package io.ddp4ee.it;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.ddp4ee.Param;
import io.ddp4ee.Publication;
import io.ddp4ee.PublicationHandler;

/** Documents that some users see. */
@ApplicationScoped
public class OwnedDocuments {

    /** Of each document one or more users. */
    @Produces
    @Publication("owned")
    PublicationHandler owned(@Param List<String> documents) {
        return subscription -> {
            for (String document : documents) {
                if (document.contains("/" + subscription.userId())) {
                    subscription.added("a", document.split("/", 2)[0], Map.of());
                }
            }
            subscription.ready();
        };
    }
}
