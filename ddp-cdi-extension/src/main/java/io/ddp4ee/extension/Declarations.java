package io.ddp4ee.extension;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that the application declares. Filled while CDI processes the deployment, read afterwards. */
final class Declarations {

    private final List<PublicationDeclaration> publications = new ArrayList<>();
    private final List<MethodDeclaration> methods = new ArrayList<>();
    private final List<MappingDeclaration> mappings = new ArrayList<>();
    private final Set<UnitReference> unitReferences = new LinkedHashSet<>();

    // CDI may process types on several threads.

    synchronized void add(PublicationDeclaration publication) {
        publications.add(publication);
    }

    synchronized void add(MethodDeclaration method) {
        methods.add(method);
    }

    synchronized void add(MappingDeclaration mapping) {
        mappings.add(mapping);
    }

    synchronized void add(UnitReference reference) {
        unitReferences.add(reference);
    }

    synchronized List<PublicationDeclaration> publications() {
        return List.copyOf(publications);
    }

    synchronized List<MethodDeclaration> methods() {
        return List.copyOf(methods);
    }

    synchronized List<MappingDeclaration> mappings() {
        return List.copyOf(mappings);
    }

    synchronized Set<UnitReference> unitReferences() {
        return new LinkedHashSet<>(unitReferences);
    }

    /** Names that are taken twice. */
    void check(Problems problems) {
        Map<String, String> publicationPlaces = new LinkedHashMap<>();
        for (PublicationDeclaration publication : publications()) {
            String other = publicationPlaces.putIfAbsent(publication.name(), publication.place());
            if (other != null) {
                problems.add("Publication \"" + publication.name() + "\" is declared by " + other + " and "
                        + publication.place() + ": rename one.");
            }
        }
        Map<String, String> methodPlaces = new LinkedHashMap<>();
        for (MethodDeclaration method : methods()) {
            String other = methodPlaces.putIfAbsent(method.name(), method.place());
            if (other != null) {
                problems.add("Method \"" + method.name() + "\" is declared by " + other + " and " + method.place()
                        + ": rename one, with @DdpMethod(\"...\"); clients know no overloads.");
            }
        }
    }

    /** The roles that publications and methods ask for. */
    Set<String> roles() {
        Set<String> roles = new LinkedHashSet<>();
        publications().forEach(publication -> roles.addAll(publication.access().roles()));
        methods().forEach(method -> roles.addAll(method.access().roles()));
        return roles;
    }
}
