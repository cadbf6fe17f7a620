package io.ddp4ee.persistence;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TransactionsTest {

    private final List<String> calls = new ArrayList<>();
    private final EntityTransaction transaction = fake(EntityTransaction.class, "isActive", true);
    private final EntityManager entityManager = fake(EntityManager.class, "getTransaction", transaction);
    private final EntityManagerFactory factory = fake(EntityManagerFactory.class, "createEntityManager", entityManager);

    private <T> T fake(Class<T> type, String method, Object answer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    calls.add(called.getName());
                    return called.getName().equals(method) ? answer : null;
                }));
    }

    @Test
    void errorInATransactionOfTheContainer_rollsBack() {
        UserTransaction container = fake(UserTransaction.class, "getStatus", Status.STATUS_ACTIVE);

        assertThatThrownBy(() -> new JtaTransactions(factory, container).call(em -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
        assertThat(calls).contains("rollback").doesNotContain("commit");
    }

    @Test
    void errorInALocalTransaction_rollsBack() {
        assertThatThrownBy(() -> new LocalTransactions(factory).call(em -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
        assertThat(calls).contains("rollback").doesNotContain("commit");
    }
}
