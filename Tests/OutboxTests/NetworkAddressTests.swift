@testable import Outbox
import TestKit
import Testing

/// Which machines the program may be made to call.
@Suite struct NetworkAddressTests {
    @Test(arguments: [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255",
        "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1",
        "239.255.255.255", "240.0.0.1", "255.255.255.255", "100.100.100.200", "168.63.129.16",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1",
        "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::", "3fff::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1",
        "ff02::1", "4000::1", "::ffff:0:127.0.0.1", "2620:4f:8000::1",
    ]) func whatIsNotOfThePublicInternet(_ text: String) throws {
        #expect(try #require(NetworkAddress(text)).isPublic == false)
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1", "169.253.255.255", "169.255.0.0",
        "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "223.5.5.5",
        "2400:3200::1", "2606:4700::1111", "2001:4860:4860::8888", "2001:200::1", "2003::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
    ]) func whatIs(_ text: String) throws {
        #expect(try #require(NetworkAddress(text)).isPublic)
    }

    /// Wherever an IPv4 address is hidden within IPv6, the answer is that of the address, or no.
    @Test func hidingChangesNothing() throws {
        var chance = Seeded(4711)
        var count = 0
        for _ in 0..<20_000 {
            let four = (0..<4).map { _ in UInt8.random(in: 0...255, using: &chance) }
            let plain = try #require(NetworkAddress(bytes: four))
            let mapped = try #require(NetworkAddress(bytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] + four))
            let translated = try #require(NetworkAddress(bytes: [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0] + four))
            let compatible = try #require(NetworkAddress(bytes: Array(repeating: 0, count: 12) + four))
            let sixToFour = try #require(NetworkAddress(bytes: [0x20, 0x02] + four + Array(repeating: 0, count: 10)))
            #expect(mapped.isPublic == plain.isPublic && translated.isPublic == plain.isPublic)
            #expect(!compatible.isPublic && !sixToFour.isPublic)
            if plain.isPublic { count += 1 }
        }
        #expect(count > 10_000 && count < 20_000)
    }

    /// Nothing within a private network is let through, whatever its other bits; nothing outside of 2000::/3 is.
    @Test func noBitsHelp() throws {
        var chance = Seeded(42)
        let fixed: [([UInt8], Int)] = [([10], 4), ([127], 4), ([192, 168], 4), ([169, 254], 4), ([0xFC], 16), ([0xFD], 16), ([0xFE, 0x80], 16), ([0xFF], 16), ([0x20, 0x01, 0x0D, 0xB8], 16)]
        for _ in 0..<5000 {
            for (prefix, count) in fixed {
                let bytes = prefix + (prefix.count..<count).map { _ in UInt8.random(in: 0...255, using: &chance) }
                #expect(try #require(NetworkAddress(bytes: bytes)).isPublic == false)
            }
            let any = (0..<16).map { _ in UInt8.random(in: 0...255, using: &chance) }
            if any[0] >> 5 != 1, !any.starts(with: [0, 0]), !any.starts(with: [0, 0x64]) { #expect(try #require(NetworkAddress(bytes: any)).isPublic == false) }
        }
    }

    @Test func writtenAndRead() throws {
        #expect(NetworkAddress("127.1") == nil && NetworkAddress("0x7f000001") == nil && NetworkAddress("2130706433") == nil && NetworkAddress("") == nil)
        #expect(NetworkAddress("2001:db8::1")?.description == "2001:db8:0:0:0:0:0:1" && NetworkAddress("10.0.0.1")?.description == "10.0.0.1")
        #expect(NetworkAddress(bytes: [1, 2, 3]) == nil)
        #expect(NetworkAddress("127.0.0.1")?.isLoopback == true && NetworkAddress("::1")?.isLoopback == true && NetworkAddress("::ffff:127.8.9.1")?.isLoopback == true)
        #expect(NetworkAddress("10.0.0.1")?.isLoopback == false && NetworkAddress("::2")?.isLoopback == false)
    }
}
