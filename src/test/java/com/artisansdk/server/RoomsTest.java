package com.artisansdk.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.kernel.Manager;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rooms of the house, and which doors there are between them. */
class RoomsTest {

    private static final String BASE = "com.artisansdk.server";

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    /** What is spoken of everywhere, and knows of nobody who speaks. */
    private static final List<String> VALUES = List.of("protection", "message", "topic", "notification");

    private static final List<String> KERNEL = with(VALUES, "message.client", "message.server", "connection", "kernel");

    /** Each room, and the rooms that it may use. The root, which wires them all, may use any, and none may use the root. */
    private static final Map<String, List<String>> DOORS = Map.ofEntries(
            entry("protection", List.of()),
            entry("config", List.of()),
            entry("discovery", List.of()),
            entry("topic", List.of()),
            entry("notification", List.of()),
            entry("message", List.of("protection")),
            entry("message.client", List.of("message", "protection")),
            entry("message.server", with(VALUES, "connection")),
            entry("codec", List.of("message")),
            entry("connection", VALUES),
            entry("kernel", KERNEL),
            entry("command", KERNEL),
            entry("listener", with(KERNEL, "command")),
            entry("timer", with(KERNEL, "command")),
            entry("protocol", with(KERNEL, "codec")),
            entry("security", KERNEL),
            entry("queue", List.of("kernel", "command", "codec")),
            entry("worker", with(KERNEL, "codec", "queue", "config")),
            entry("broker", with(KERNEL, "protocol", "config")),
            // Whether commands arrive is the worker's to know.
            entry("admin", with(KERNEL, "worker", "config")));

    static Stream<String> rooms() {
        return DOORS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomUsesThoseItMayAndNoOther(String room) {
        List<String> open = with(DOORS.getOrDefault(room, List.of()), room);
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(packageOf(room))
                .should()
                .dependOnClassesThat(inTheHouse().and(DescribedPredicate.not(resideInAnyPackage(packagesOf(open)))));

        rule.check(HOUSE);
    }

    @Test
    void noRoomUsesAnotherThatUsesIt() {
        slices().assignedFrom(new Rooms()).should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void thereAreNoOtherRooms() {
        Set<String> found = HOUSE.stream()
                .map(type -> roomOf(type.getPackageName()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> drawn = new TreeSet<>(DOORS.keySet());
        drawn.add("");

        assertThat(found).isEqualTo(drawn);
    }

    @Test
    void enoughWasLookedAt() {
        assertThat(HOUSE.size()).isGreaterThan(100);
    }

    @Test
    void theKernelAndAllItUsesKnowNothingOfJakartaButInjectionAndScopes() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(packagesOf(with(KERNEL, "command", "listener", "timer")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("jakarta..")
                        .and(DescribedPredicate.not(
                                resideInAnyPackage("jakarta.inject", "jakarta.enterprise.context"))));

        rule.check(HOUSE);
    }

    @Test
    void theKernelAndAllItUsesArePlainJava() {
        ArchRule rule = classes()
                .that()
                .resideInAnyPackage(packagesOf(with(KERNEL, "command", "listener", "timer")))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        BASE + "..",
                        "java..",
                        "jakarta.inject",
                        "jakarta.enterprise.context",
                        "org.jspecify.annotations"));

        rule.check(HOUSE);
    }

    @Test
    void onlyTheBrokerKnowsWebSockets() {
        only("jakarta.websocket..", "broker");
    }

    @Test
    void onlyQueueAndWorkerKnowJms() {
        only("jakarta.jms..", "queue", "worker");
    }

    @Test
    void onlyTheWorkerIsAnEnterpriseBean() {
        only("jakarta.ejb..", "worker");
    }

    @Test
    void onlyThoseWhoReadAndWriteItKnowJson() {
        // The root makes the one JSON-B that they share.
        only("jakarta.json..", "codec", "protocol", "worker", "queue", "admin", "");
    }

    @Test
    void onlySecurityKnowsHowOneLogsIn() {
        only("javax.security.auth..", "security");
    }

    @Test
    void onlyBrokerDiscoveryAndTheRootKnowServlets() {
        only("jakarta.servlet..", "broker", "discovery", "");
    }

    @Test
    void onlyAdminKnowsRest() {
        only("jakarta.ws.rs..", "admin");
    }

    @Test
    void onlyConfigAndQueueReadSettings() {
        only("org.eclipse.microprofile.config..", "config", "queue");
    }

    @Test
    void nobodyAsksAContainerForWhatIsNotInTheCertifiedPlatform() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.jboss..",
                        "org.wildfly..",
                        "io.undertow..",
                        "fish.payara..",
                        "org.glassfish..",
                        "org.apache..",
                        "com.sun..",
                        "sun.."))
                .check(HOUSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Impl", "Util", "Utils", "Helper", "Manager"})
    void aClassIsNamedForWhatItIs(String suffix) {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Manager.class.getName())
                .should()
                .haveSimpleNameEndingWith(suffix)
                .check(HOUSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"impl", "util", "utils", "contracts", "entities", "traits"})
    void aRoomIsNamedForAConcept(String kind) {
        noClasses().should().resideInAPackage(BASE + ".." + kind + "..").check(HOUSE);
    }

    @Test
    void nothingIsNullUnlessItSaysSo() {
        JavaPackage house = HOUSE.getPackage(BASE);
        Stream<JavaPackage> rooms = Stream.concat(Stream.of(house), house.getSubpackagesInTree().stream())
                .filter(room -> !room.getClasses().isEmpty());

        assertThat(rooms).isNotEmpty().allMatch(room -> room.isAnnotatedWith(NullMarked.class), "@NullMarked");
    }

    private static void only(String packages, String... rooms) {
        noClasses()
                .that(DescribedPredicate.not(resideInAnyPackage(packagesOf(List.of(rooms)))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(packages)
                .check(HOUSE);
        for (String room : rooms) {
            assertThat(HOUSE.stream()
                            .filter(type -> type.getPackageName().equals(packageOf(room)))
                            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                            .map(dependency -> dependency.getTargetClass()))
                    .as("%s uses %s", room, packages)
                    .anyMatch(resideInAnyPackage(packages));
        }
    }

    private static DescribedPredicate<JavaClass> inTheHouse() {
        return resideInAnyPackage(BASE + "..");
    }

    private static String packageOf(String room) {
        return room.isEmpty() ? BASE : BASE + "." + room;
    }

    private static String[] packagesOf(List<String> rooms) {
        return rooms.stream().map(RoomsTest::packageOf).toArray(String[]::new);
    }

    private static String roomOf(String packageName) {
        return packageName.equals(BASE) ? "" : packageName.substring(BASE.length() + 1);
    }

    private static List<String> with(List<String> rooms, String... more) {
        return Stream.concat(rooms.stream(), Arrays.stream(more)).toList();
    }

    private static final class Rooms implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith(BASE)
                    ? SliceIdentifier.of("room " + roomOf(type.getPackageName()))
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "each room by itself";
        }
    }
}
