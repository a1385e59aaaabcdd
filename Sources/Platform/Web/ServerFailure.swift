package import Kernel
import NIOCore

/// Why a server could not begin to listen, in one sentence.
package enum ServerFailure {
    package static func refusal(for error: any Error, host: String, port: Int) -> Refusal {
        let place = "\(host):\(port)"
        let (zh, en): (String, String)
        switch (error as? IOError)?.errnoCode {
        case 98, 48:  // EADDRINUSE on Linux, on Darwin
            (zh, en) = (
                "另一个程序正在使用端口 \(port)。请先停止它，或用 --port 换一个端口。",
                "Another program is using port \(port). Stop it first, or choose another port with --port."
            )
        case 13:  // EACCES
            (zh, en) = ("没有权限使用端口 \(port)。请用 --port 选择 1024 以上的端口。", "This account may not use port \(port). Choose one above 1024 with --port.")
        case 99, 49:  // EADDRNOTAVAIL
            (zh, en) = ("本机没有地址 \(host)。请用 --host 指明本机的地址。", "This machine has no address \(host). Say one of its own with --host.")
        default:
            guard error is SocketAddressError || error is SocketAddressError.UnknownHost else {
                (zh, en) = ("服务器无法在 \(place) 上运行：\(error)", "The server cannot run on \(place): \(error)")
                break
            }
            (zh, en) = ("找不到主机名 \(host)。请用 --host 指明本机的地址。", "There is no host \(host). Say an address of this machine with --host.")
        }
        return Refusal(.unavailable, "serve", zh, en)
    }
}
