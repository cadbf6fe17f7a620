package io.ddp4ee;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every public type is a contract with an example, and says something of all that can be called. */
class JavadocTest {

    /** Of accounts, what is below is theirs. */
    @ParameterizedTest
    @CsvSource({
        "src/main/java, 99",
        "../ddp-test/src/main/java, 99",
        "../ddp-meteor/src/main/java, 99",
        "../ddp-accounts/src/main/java/io/ddp4ee/accounts, 1"
    })
    void publicTypesAndMembers_areDocumented(String sources, int depth) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of(sources), depth)) {
            files = all.filter(path -> path.toString().endsWith(".java")).toList();
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var fileManager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, fileManager, null, null, null, fileManager.getJavaFileObjectsFromPaths(files));
            Undocumented undocumented = new Undocumented(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                undocumented.scan(unit, false);
            }
            assertThat(undocumented.types).as("public types seen").isNotEmpty();
            assertThat(undocumented.found).isEmpty();
        }
    }

    /** Its parameter says whether the members of the type at hand are public by themselves. */
    private static final class Undocumented extends TreePathScanner<Void, Boolean> {
        private final DocTrees trees;
        private final List<String> types = new ArrayList<>();
        private final List<String> found = new ArrayList<>();

        Undocumented(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree type, Boolean ofInterface) {
            if (!isPublic(type.getModifiers(), ofInterface)) {
                return null;
            }
            types.add(type.getSimpleName().toString());
            String comment = comment();
            if (comment == null || !comment.contains("<pre>{@code")) {
                found.add(type.getSimpleName() + " has no example");
            }
            boolean isInterface = type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE;
            type.getMembers().forEach(member -> scan(member, isInterface));
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Boolean ofInterface) {
            boolean inherited = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            if (isPublic(method.getModifiers(), ofInterface) && !inherited && comment() == null) {
                found.add(getCurrentPath().getParentPath().getLeaf().getKind() + " member " + method.getName()
                        + " has no Javadoc");
            }
            return null;
        }

        private String comment() {
            return trees.getDocComment(getCurrentPath());
        }

        private static boolean isPublic(ModifiersTree modifiers, boolean ofInterface) {
            Set<Modifier> flags = modifiers.getFlags();
            return ofInterface || flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED);
        }
    }
}
