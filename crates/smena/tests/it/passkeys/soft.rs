//! An authenticator in software: it makes keys and signs as a phone would, and can be told to lie.

use data_encoding::BASE64URL_NOPAD as BASE64;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

/// The site that it believes it is on.
pub const ORIGIN: &str = "http://localhost:7878";

/// What the authenticator says of who holds it.
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const HAS_KEY: u8 = 0x40;

/// A phone with one passkey in it, or none yet.
#[derive(Clone)]
pub struct Soft {
    pub origin: String,
    /// Of whom it says that it is.
    pub handle: String,
    /// How often it was used; synchronised ones stay at 0.
    pub count: u32,
    /// What it says of its owner: there, and unlocked by them.
    pub flags: u8,
    id: Vec<u8>,
    key: SigningKey,
}

impl Soft {
    /// Another number, another device.
    pub fn new(number: u8) -> Soft {
        Soft {
            origin: ORIGIN.into(),
            handle: String::new(),
            count: 0,
            flags: PRESENT | VERIFIED,
            id: vec![number; 16],
            key: SigningKey::from_slice(&[number; 32]).unwrap(),
        }
    }

    /// Unlocked by nobody: whoever holds it touches it.
    pub fn touched(self) -> Soft {
        Soft { flags: PRESENT, ..self }
    }

    /// Says that it is the owner of the other one.
    pub fn saying(self, other: &Soft) -> Soft {
        Soft { handle: other.handle.clone(), ..self }
    }

    pub fn elsewhere(self, origin: &str) -> Soft {
        Soft { origin: origin.into(), ..self }
    }

    pub fn id(&self) -> String {
        BASE64.encode(&self.id)
    }

    /// Makes the key that was asked for.
    pub fn make(&mut self, asked: &Json) -> Json {
        let asked = &asked["publicKey"];
        self.handle = asked["user"]["id"].as_str().unwrap().to_owned();
        let data = self.client_data("webauthn.create", asked);
        let mut authenticator = self.authenticator_data(asked["rp"]["id"].as_str().unwrap(), HAS_KEY);
        authenticator.extend([0; 16]);
        authenticator.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        authenticator.extend(&self.id);
        authenticator.extend(self.public_key());
        let mut attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59".to_vec();
        attestation.extend(u16::try_from(authenticator.len()).unwrap().to_be_bytes());
        attestation.extend(authenticator);
        self.credential(json!({
            "clientDataJSON": BASE64.encode(data.as_bytes()),
            "attestationObject": BASE64.encode(&attestation),
            "transports": ["internal"],
        }))
    }

    /// Signs what was asked for, and counts.
    pub fn sign(&mut self, asked: &Json) -> Json {
        let asked = &asked["publicKey"];
        let data = self.client_data("webauthn.get", asked);
        let authenticator = self.authenticator_data(asked["rpId"].as_str().unwrap(), 0);
        let mut signed = authenticator.clone();
        signed.extend(Sha256::digest(data.as_bytes()));
        let signature: Signature = self.key.sign(&signed);
        self.credential(json!({
            "clientDataJSON": BASE64.encode(data.as_bytes()),
            "authenticatorData": BASE64.encode(&authenticator),
            "signature": BASE64.encode(signature.to_der().as_bytes()),
            "userHandle": self.handle,
        }))
    }

    /// The same with a count that goes up, as security keys have.
    pub fn counting(&mut self, asked: &Json) -> Json {
        self.count += 1;
        self.sign(asked)
    }

    fn client_data(&self, kind: &str, asked: &Json) -> String {
        let challenge = &asked["challenge"];
        json!({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false}).to_string()
    }

    fn authenticator_data(&self, site: &str, more: u8) -> Vec<u8> {
        let mut data = Sha256::digest(site.as_bytes()).to_vec();
        data.push(self.flags | more);
        data.extend(self.count.to_be_bytes());
        data
    }

    /// As COSE writes a point of P-256.
    fn public_key(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let point = point.as_bytes();
        let mut key = b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20".to_vec();
        key.extend(&point[1..33]);
        key.extend(b"\x22\x58\x20");
        key.extend(&point[33..65]);
        key
    }

    fn credential(&self, response: Json) -> Json {
        json!({
            "id": self.id(),
            "rawId": self.id(),
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
            "authenticatorAttachment": "platform",
        })
    }
}
