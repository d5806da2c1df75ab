package io.explainerror.cli;

import picocli.CommandLine.IVersionProvider;

/// The version in the program file's manifest.
final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"explainerror " + number()};
    }

    static String number() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }
}
