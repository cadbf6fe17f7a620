package io.ddp4ee.listener;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import io.ddp4ee.spi.BusCluster;
import io.ddp4ee.spi.BusConnection;
import io.ddp4ee.spi.BusReceiver;
import io.ddp4ee.spi.ChangeBus;
import io.ddp4ee.spi.ChangeBusUser;

/**
 * The change bus, and what starts those that use it: at this point every server has the persistence units, the naming
 * context and its threads ready, and an exception refuses the deployment.
 */
@Singleton
@Startup
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ListenNotifyBus implements ChangeBus {

    private static final Logger LOG = System.getLogger(ListenNotifyBus.class.getName());

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    @Any
    private Instance<ChangeBusUser> users;

    private final List<ChangeBusUser> started = new ArrayList<>();

    @PostConstruct
    void start() {
        try {
            for (ChangeBusUser user : users) {
                started.add(user);
                user.start(this);
            }
        } catch (RuntimeException e) {
            // A container destroys no bean that it could not make.
            stop();
            throw e;
        }
    }

    @PreDestroy
    void stop() {
        for (ChangeBusUser user : started) {
            try {
                user.stop();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "What uses the change bus could not be stopped", e);
            }
        }
        started.clear();
    }

    @Override
    public BusConnection open(BusCluster cluster, BusReceiver receiver) {
        Listening listening = new Listening(cluster, receiver, threads);
        listening.start();
        return listening;
    }
}
