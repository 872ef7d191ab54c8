package meta.launcher.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of the image, which is that of its modules. */
final class ImageVersion implements IVersionProvider {
    /** {@return the version, such as {@code 0.1.0}} */
    static String number() {
        return ImageVersion.class.getModule().getDescriptor().rawVersion().orElse("of unknown version");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"meta-plugins " + number()};
    }
}
