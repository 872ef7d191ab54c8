package meta.launcher.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of the image, which is that of its modules. */
final class ImageVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version =
                ImageVersion.class.getModule().getDescriptor().rawVersion().orElse("of unknown version");
        return new String[] {"meta-plugins " + version};
    }
}
