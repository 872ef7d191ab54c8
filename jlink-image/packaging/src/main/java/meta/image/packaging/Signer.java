package meta.image.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signs files with an RSA key or a key of an elliptic curve, as {@code openssl dgst -sha256 -sign} does. */
final class Signer {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

    private final PrivateKey key;

    private Signer(PrivateKey key) {
        this.key = key;
    }

    /**
     * {@return a signer with the private key in a file}
     *
     * @param file an RSA key or a key of an elliptic curve, without a password, as PKCS #8 in PEM
     * @throws IOException if the file cannot be read, or does not contain such a key that Java supports
     */
    static Signer of(Path file) throws IOException {
        Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw new IOException(
                    "--sign: " + file + ": no \"-----BEGIN PRIVATE KEY-----\"; make a key with "
                            + "\"openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256\", or an RSA key in the same format");
        }
        var encoded = new PKCS8EncodedKeySpec(decoded(file, pem.group(1)));
        for (String algorithm : List.of("EC", "RSA")) {
            Optional<PrivateKey> key = key(algorithm, encoded);
            if (key.isPresent()) {
                return new Signer(key.get());
            }
        }
        throw new IOException("--sign: " + file + ": is neither an RSA key nor a key of an elliptic curve");
    }

    private static byte[] decoded(Path file, String base64) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IOException("--sign: " + file + ": the key is not valid Base64: " + e.getMessage(), e);
        }
    }

    private static Optional<PrivateKey> key(String algorithm, PKCS8EncodedKeySpec encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
        } catch (GeneralSecurityException _) {
            return Optional.empty(); // a key of another algorithm, or an invalid key
        }
    }

    /**
     * Writes the signature of a file next to it, with the suffix {@code .sig}.
     *
     * @return the file with the signature
     */
    Path sign(Path file) throws IOException {
        try {
            Signature signature =
                    Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
            signature.initSign(key);
            signature.update(Files.readAllBytes(file));
            return Files.write(file.resolveSibling(file.getFileName() + ".sig"), signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IOException("--sign: " + file + ": " + e.getMessage(), e);
        }
    }
}
