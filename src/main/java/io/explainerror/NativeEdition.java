package io.explainerror;

import io.explainerror.rules.NativeRules;
import java.util.List;
import org.graalvm.nativeimage.hosted.Feature;

/// Has the rules compiled before the builder of the native binary looks at anything. It would come across
/// [BuiltInEdition] anyway, but with locks held and all threads busy, on which the compiler, which works with several
/// threads itself, would wait for ever.
public final class NativeEdition implements Feature {
    @Override
    public String getDescription() {
        return "the rules, compiled";
    }

    @Override
    public List<Class<? extends Feature>> getRequiredFeatures() {
        return List.of(NativeRules.class);
    }

    @Override
    public void afterRegistration(AfterRegistrationAccess access) {
        BuiltInEdition.require();
    }
}
