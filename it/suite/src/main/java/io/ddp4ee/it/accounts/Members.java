package io.ddp4ee.it.accounts;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.ddp4ee.CollectionRules;
import io.ddp4ee.DdpCollection;
import io.ddp4ee.accounts.User;

/** Users change their profiles, and nothing else. */
@ApplicationScoped
public class Members {

    @Produces
    @DdpCollection("users")
    static final CollectionRules<User> RULES = CollectionRules.of(User.class)
            .allowUpdate((session, user, fields, modifier) ->
                    user.get("_id").equals(session.userId()) && fields.equals(List.of("profile")));
}
