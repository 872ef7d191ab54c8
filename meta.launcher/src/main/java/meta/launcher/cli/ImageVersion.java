package meta.launcher.cli;

import java.lang.module.ModuleDescriptor;
import meta.launcher.image.BuildId;
import picocli.CommandLine.IVersionProvider;

/** Determines the version of the image. */
final class ImageVersion implements IVersionProvider {
    private static final String UNKNOWN = "of unknown version";

    /**
     * {@return the version, such as {@code 0.1.0}; {@value #UNKNOWN} if the module has no version, or the process does not run from
     * modules}
     */
    static String number() {
        ModuleDescriptor module = ImageVersion.class.getModule().getDescriptor();
        return module == null ? UNKNOWN : module.rawVersion().orElse(UNKNOWN);
    }

    static String text() {
        return "meta-plugins " + number() + " (" + BuildId.description() + ")";
    }

    @Override
    public String[] getVersion() {
        return new String[] {text()};
    }
}
