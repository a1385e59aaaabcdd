import Kernel
@testable import Outbox
import Testing

@Suite struct WebhookAddressTests {
    @Test(arguments: [
        "https://hooks.example.org/kepu", "https://hooks.example.org:8443/a?b=c", "https://8.8.8.8/", "https://[2606:4700::1111]/", "https://xn--fiqs8s.example/x",
    ]) func taken(_ text: String) throws { #expect(try WebhookAddress.checked(text, takesLoopback: false) == text) }

    @Test(arguments: [
        "http://hooks.example.org/", "ftp://hooks.example.org/", "https://", "https:///x", "hooks.example.org", "https://user@hooks.example.org/",
        "https://user:secret@hooks.example.org/", "https://hooks.example.org/#x", "https://localhost/", "https://127.0.0.1/", "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data", "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://[fd00::1]/", "https://2130706433/",
        "https://0x7f000001/", "https://127.1/", "https://0177.0.0.1/", "https://1.2.3.0x10/", "https://intranet/", "https://hooks.example.org:22/",
        "https://hooks.example.org:80/", "https://hooks.example.org:0/", "https://hooks.example.org/a b", "https://hooks.example.org\\@10.0.0.1/",
        "https://hooks..example.org/", "https://.example.org/", "https://hooks_example.org/", "https://科普.example/", "https://[fe80::1%25eth0]/",
    ]) func refused(_ text: String) {
        #expect(throws: Refusal.self) { try WebhookAddress.checked(text, takesLoopback: false) }
    }

    /// For those who write a receiver: this machine, and still no other one.
    @Test func loopbackWhereItIsAllowed() throws {
        for text in ["http://127.0.0.1:9000/", "http://localhost:9000/", "http://[::1]:9000/x"] {
            #expect(try WebhookAddress.checked(text, takesLoopback: true) == text)
        }
        for text in ["http://hooks.example.org/", "https://10.0.0.1/", "http://192.168.1.1:9000/", "http://169.254.169.254/"] {
            #expect(throws: Refusal.self) { try WebhookAddress.checked(text, takesLoopback: true) }
        }
        let (here, there) = (WebhookAddress.mayConnect(takesLoopback: true), WebhookAddress.mayConnect(takesLoopback: false))
        let (loop, house) = (try #require(NetworkAddress("127.0.0.1")), try #require(NetworkAddress("10.0.0.1")))
        #expect(here(loop) && !there(loop) && !here(house))
    }
}
