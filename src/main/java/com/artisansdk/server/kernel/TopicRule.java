package com.artisansdk.server.kernel;

/** Decides who may subscribe to a topic. Asked on the loop, so it answers at once; one that must look something up is {@link #slow}. */
@FunctionalInterface
public interface TopicRule {

    /** Anybody may. */
    TopicRule ANYONE = request -> Admission.granted();

    /** Only admins may. */
    TopicRule ADMINS = request ->
            request.admin() ? Admission.granted() : Admission.denied("Only admins may subscribe to this topic.");

    /** Decides. */
    Admission decide(SubscribeRequest request) throws Exception;

    /** Whether it is asked off the loop. */
    default boolean isSlow() {
        return false;
    }

    /** A rule that may take its time, for it is asked off the loop. What has happened meanwhile, the server sees to. */
    static TopicRule slow(TopicRule rule) {
        return new TopicRule() {
            @Override
            public Admission decide(SubscribeRequest request) throws Exception {
                return rule.decide(request);
            }

            @Override
            public boolean isSlow() {
                return true;
            }
        };
    }
}
