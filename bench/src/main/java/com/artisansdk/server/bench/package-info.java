/** A benchmark of the server: what it promises in figures, measured on a real container through real sockets. */
package com.artisansdk.server.bench;
