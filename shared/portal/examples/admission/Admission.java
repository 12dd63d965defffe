import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Admits a sign-in on an assertion of the 2FA service. Needs Java 17 alone. */
public final class Admission {
  /** Not admitted. An IOException means that the keys could not be had: 503, and not spent. */
  public static final class Refused extends Exception {
    Refused(String why) {
      super(why);
    }
  }

  /** How far this machine's clock may be off. */
  private static final Duration LEEWAY = Duration.ofSeconds(10);
  private static final Duration KEYS_MAX_AGE = Duration.ofMinutes(5);
  /** An invented key id does not make this call the service again before. */
  private static final Duration KEYS_COOL_DOWN = Duration.ofSeconds(30);
  private static final Set<String> OUTCOMES = Set.of("verified", "exempt", "skipped");

  private final String issuer;
  private final String audience;
  private final HttpClient client = HttpClient.newHttpClient();
  private Map<String, PublicKey> keys = Map.of();
  private Instant fetched = Instant.EPOCH;
  /** For one process. With several servers: a conditional write. */
  private final Map<String, Instant> used = new ConcurrentHashMap<>();

  public Admission(String issuer, String audience) {
    this.issuer = issuer;
    this.audience = audience;
  }

  /**
   * @param sid null where the access token has none; both as the backend remembers them
   * @return the claims that are texts or numbers
   */
  public Map<String, String> admit(String assertion, String sub, String sid)
      throws Refused, IOException, InterruptedException {
    var claims = verified(assertion);
    var until = Instant.ofEpochSecond(Long.parseLong(claims.getOrDefault("exp", "0"))).plus(LEEWAY);
    if (!issuer.equals(claims.get("iss")) || !audience.equals(claims.get("aud"))) throw new Refused("not for this portal");
    if (!Instant.now().isBefore(until)) throw new Refused("expired");
    if (!sub.equals(claims.get("sub")) || !Objects.equals(sid, claims.get("sid"))) throw new Refused("of another session");
    if (!OUTCOMES.contains(claims.getOrDefault("outcome", ""))) throw new Refused("no outcome");
    var jti = claims.get("jti");
    used.values().removeIf(end -> !Instant.now().isBefore(end));
    // Last, so that a refused try does not spend it.
    if (jti == null || used.putIfAbsent(jti, until) != null) throw new Refused("used before");
    return claims;
  }

  private Map<String, String> verified(String assertion) throws Refused, IOException, InterruptedException {
    try {
      var parts = assertion.split("\\.", -1);
      if (parts.length != 3) throw new Refused("no assertion");
      var header = flat(text(parts[0]));
      if (!"RS256".equals(header.get("alg"))) throw new Refused("another algorithm");
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(key(header.getOrDefault("kid", "")));
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      if (!signature.verify(bytes(parts[2]))) throw new Refused("not signed by the service");
      return flat(text(parts[1]));
    } catch (GeneralSecurityException | IllegalArgumentException error) {
      throw new Refused("no assertion");
    }
  }

  private synchronized PublicKey key(String kid)
      throws Refused, IOException, InterruptedException, GeneralSecurityException {
    var age = Duration.between(fetched, Instant.now());
    var stale = age.compareTo(KEYS_MAX_AGE) > 0;
    if (stale || (!keys.containsKey(kid) && age.compareTo(KEYS_COOL_DOWN) > 0)) fetch();
    if (!keys.containsKey(kid)) throw new Refused("unknown key");
    return keys.get(kid);
  }

  private void fetch() throws IOException, InterruptedException, GeneralSecurityException {
    var address = URI.create(issuer + "/.well-known/jwks.json");
    var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
    var response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) throw new IOException("no key set");
    var found = new HashMap<String, PublicKey>();
    Matcher object = Pattern.compile("\\{[^{}]*\\}").matcher(response.body());
    while (object.find()) {
      var jwk = flat(object.group());
      if (!"RSA".equals(jwk.get("kty"))) continue;
      var spec = new RSAPublicKeySpec(new BigInteger(1, bytes(jwk.get("n"))), new BigInteger(1, bytes(jwk.get("e"))));
      found.put(jwk.get("kid"), KeyFactory.getInstance("RSA").generatePublic(spec));
    }
    keys = found;
    fetched = Instant.now();
  }

  /** The texts and numbers of a JSON object, which is what the claims above are; a JSON library does this as well. */
  private static Map<String, String> flat(String json) {
    var members = new HashMap<String, String>();
    Matcher member = Pattern.compile("\"(\\w+)\"\\s*:\\s*(?:\"([^\"\\\\]*)\"|(\\d+))\\s*(?=[,}])").matcher(json);
    while (member.find()) members.put(member.group(1), member.group(2) != null ? member.group(2) : member.group(3));
    return members;
  }

  private static byte[] bytes(String part) {
    return Base64.getUrlDecoder().decode(part);
  }

  private static String text(String part) {
    return new String(bytes(part), StandardCharsets.UTF_8);
  }
}
