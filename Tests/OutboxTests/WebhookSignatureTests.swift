import Kernel
@testable import Outbox
import TestKit
import Testing

@Suite struct WebhookSignatureTests {
    /// The vector of the standard's own libraries.
    @Test func theStandardsVector() throws {
        let secret = try #require(WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let signature = secret.signature(id: "msg_p5jXN8AQM9LWM0D4loKWxJek", seconds: 1_614_265_330, body: #"{"test": 2432232314}"#)
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test func secretsAreOfAProperLength() {
        #expect(WebhookSecret("whsec_") == nil && WebhookSecret("whsec_c2hvcnQ=") == nil && WebhookSecret("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") == nil)
        #expect(WebhookSecret("whsec_not base64 at all, however long it is") == nil)
        let fresh = WebhookSecret()
        #expect(WebhookSecret(fresh.text) == fresh && WebhookSecret() != fresh)
    }

    /// During a rotation both secrets sign, the new one first, with a blank between them.
    @Test func twoSecretsTwoSignatures() throws {
        let (new, old) = (WebhookSecret(), WebhookSecret())
        let moment = instant("2026-05-16T09:15:00Z")
        let headers = WebhookHeaders(id: "msg_1", at: moment, body: "{}", secrets: [new, old])
        let seconds = moment.microseconds / 1_000_000
        let signatures = [new, old].map { $0.signature(id: "msg_1", seconds: seconds, body: "{}") }
        #expect(headers.lines == ["webhook-id: msg_1", "webhook-timestamp: \(seconds)", "webhook-signature: \(signatures[0]) \(signatures[1])"])
        #expect(signatures[0] != signatures[1])
    }
}
