package io.explainerror.cli;

import picocli.CommandLine.IVersionProvider;

/// The version in the program file's manifest.
final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return new String[] {"explainerror " + (version == null ? "(unpackaged)" : version)};
    }
}
