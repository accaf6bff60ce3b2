/** What is measured, one class for each scenario. */
package com.artisansdk.server.bench.scenario;
