// Package admission admits a sign-in on an assertion of the 2FA service. It needs the standard library alone.
package admission

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"strings"
	"sync"
	"time"
)

const (
	leeway       = 10 * time.Second // that this machine's clock may be off
	keysMaxAge   = 5 * time.Minute
	keysCoolDown = 30 * time.Second // an invented key id does not make this call the service again before
)

// ErrRefused is not admitted. Any other error means that the keys could not be had: 503, and not spent.
var ErrRefused = errors.New("not admitted")

type Claims struct {
	Iss, Aud, Sub, Jti, Outcome, Purpose, Method string
	Sid                                          string // empty where there is none
	Exp                                          int64
	AuthTime                                     int64 `json:"auth_time"`
}

type Admission struct {
	issuer, audience string
	client           http.Client
	lock             sync.Mutex
	keys             map[string]*rsa.PublicKey
	fetched          time.Time
	used             map[string]time.Time // for one process; with several servers: a conditional write
}

func New(issuer, audience string) *Admission {
	client := http.Client{Timeout: 5 * time.Second}
	return &Admission{issuer: issuer, audience: audience, client: client, used: map[string]time.Time{}}
}

// Admit takes sub, and sid if there is one, of the access token as the backend remembers them.
func (a *Admission) Admit(assertion, sub, sid string) (*Claims, error) {
	claims, err := a.verified(assertion)
	if err != nil {
		return nil, err
	}
	until := time.Unix(claims.Exp, 0).Add(leeway)
	switch {
	case claims.Iss != a.issuer, claims.Aud != a.audience, !time.Now().Before(until):
		return nil, ErrRefused
	case sub == "", claims.Sub != sub, claims.Sid != sid, claims.Jti == "":
		return nil, ErrRefused
	case claims.Outcome != "verified" && claims.Outcome != "exempt" && claims.Outcome != "skipped":
		return nil, ErrRefused
	}
	a.lock.Lock() // Last, so that a refused try does not spend it.
	defer a.lock.Unlock()
	for jti, until := range a.used {
		if !time.Now().Before(until) {
			delete(a.used, jti)
		}
	}
	if _, found := a.used[claims.Jti]; found {
		return nil, ErrRefused
	}
	a.used[claims.Jti] = until
	return claims, nil
}

func (a *Admission) verified(assertion string) (*Claims, error) {
	parts := strings.Split(assertion, ".")
	var header struct{ Alg, Kid string }
	if len(parts) != 3 || decode(parts[0], &header) != nil || header.Alg != "RS256" {
		return nil, ErrRefused
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		return nil, ErrRefused
	}
	key, err := a.key(header.Kid)
	if err != nil {
		return nil, err
	}
	digest := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	var claims Claims
	if rsa.VerifyPKCS1v15(key, crypto.SHA256, digest[:], signature) != nil || decode(parts[1], &claims) != nil {
		return nil, ErrRefused
	}
	return &claims, nil
}

func (a *Admission) key(kid string) (*rsa.PublicKey, error) {
	a.lock.Lock()
	defer a.lock.Unlock()
	age := time.Since(a.fetched)
	if a.keys == nil || age > keysMaxAge || (a.keys[kid] == nil && age > keysCoolDown) {
		if err := a.fetch(); err != nil {
			return nil, err
		}
	}
	if key := a.keys[kid]; key != nil {
		return key, nil
	}
	return nil, ErrRefused
}

func (a *Admission) fetch() error {
	response, err := a.client.Get(a.issuer + "/.well-known/jwks.json")
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var set struct{ Keys []struct{ Kid, Kty, N, E string } }
	if err := json.NewDecoder(response.Body).Decode(&set); err != nil || response.StatusCode != http.StatusOK {
		return fmt.Errorf("no key set, but status %d: %v", response.StatusCode, err)
	}
	keys := map[string]*rsa.PublicKey{}
	for _, one := range set.Keys {
		n, errN := base64.RawURLEncoding.DecodeString(one.N)
		e, errE := base64.RawURLEncoding.DecodeString(one.E)
		if one.Kty == "RSA" && errN == nil && errE == nil {
			exponent := int(new(big.Int).SetBytes(e).Int64())
			keys[one.Kid] = &rsa.PublicKey{N: new(big.Int).SetBytes(n), E: exponent}
		}
	}
	a.keys, a.fetched = keys, time.Now()
	return nil
}

func decode(part string, into any) error {
	text, err := base64.RawURLEncoding.DecodeString(part)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}
